// A Bezel front panel for an Arduino: 16x2 HD44780 display, four buttons, two LEDs.
// Speaks version 1 of the line protocol: see PROTOCOL.md, two folders up.

#include <Arduino.h>
#include <LiquidCrystal.h>

// Wiring. Buttons connect their pin to ground; LEDs light when their pin is high.
static LiquidCrystal lcd(12, 11, 5, 4, 3, 2);
static const uint8_t COLUMNS = 16;
static const uint8_t ROWS = 2;
static const char KEYS[] = "UDNX";
static const uint8_t KEY_PINS[] = {6, 7, 8, 9};
static const uint8_t KEY_COUNT = sizeof KEY_PINS;
static const uint8_t LED_PINS[] = {10, 13};
static const uint8_t LED_COUNT = sizeof LED_PINS;
static const char NAME[] = "arduino-16x2";

static const unsigned long BAUD = 115200;
static const uint8_t LONGEST_LINE = 80;
static const uint8_t QUEUE_LENGTH = 32;
static const unsigned long DEBOUNCE_ms = 15;
static const unsigned long RESEND_ms = 200;

// Signs an HD44780 lacks, as custom characters 1 to 6. Character 0 ends C strings and is left alone.
static const uint8_t PICTURES[][8] = {
    {0x04, 0x0E, 0x15, 0x04, 0x04, 0x04, 0x04, 0x00}, // up
    {0x04, 0x04, 0x04, 0x04, 0x15, 0x0E, 0x04, 0x00}, // down
    {0x04, 0x0E, 0x15, 0x04, 0x15, 0x0E, 0x04, 0x00}, // up and down
    {0x01, 0x01, 0x01, 0x05, 0x09, 0x1F, 0x08, 0x04}, // enter
    {0x0E, 0x11, 0x11, 0x1F, 0x1B, 0x1B, 0x1F, 0x00}, // lock
    {0x00, 0x10, 0x08, 0x04, 0x02, 0x01, 0x00, 0x00}, // backslash
};

static bool inSession = false;
static char token[5] = "0000";

static char line[LONGEST_LINE + 2];
static uint8_t lineLength = 0;
static bool lineTooLong = false;

// Where the cursor belongs: writing text moves the display's own.
static bool cursorShown = false;
static uint8_t cursorColumn = 0;
static uint8_t cursorRow = 0;

// Key events that wait to be acknowledged: index of the key, bit 7 set when it was pressed.
static uint8_t queue[QUEUE_LENGTH];
static uint8_t queueFirst = 0;
static uint8_t queueCount = 0;
static uint8_t eventNumber = 1;
static unsigned long eventSentAt = 0;

static bool keyDown[KEY_COUNT];
static bool pressDropped[KEY_COUNT];
static bool releaseOwed[KEY_COUNT];
static unsigned long keyChangedAt[KEY_COUNT];

static uint16_t checksum(const char *text) {
  uint16_t crc = 0xFFFF;
  for (; *text; text++) {
    crc ^= (uint16_t)(uint8_t)*text << 8;
    for (uint8_t bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (uint16_t)(crc << 1) ^ 0x1021 : (uint16_t)(crc << 1);
  }
  return crc;
}

static void send(uint8_t number, const char *body) {
  char text[LONGEST_LINE + 8];
  snprintf(text, sizeof text, "%02X %s", number, body);
  char end[8];
  snprintf(end, sizeof end, "*%04X\n", checksum(text));
  Serial.print(text);
  Serial.print(end);
}

// ---- Display ------------------------------------------------------------------------------------------------

static void placeCursor() {
  if (cursorShown) lcd.setCursor(cursorColumn, cursorRow);
}

// Code of an escaped sign on the display; 0: there is no such escape.
static uint8_t signCode(char letter) {
  switch (letter) {
    case 'u': return 1;
    case 'd': return 2;
    case 'v': return 3;
    case 'n': return 4;
    case 'k': return 5;
    case '\\': return 6;
    case 'r': return 0x7E;
    case 'l': return 0x7F;
    case 'b': return 0xFF;
    default: return 0;
  }
}

static const char *writeText(uint8_t column, uint8_t row, const char *text) {
  uint8_t codes[COLUMNS];
  uint8_t count = 0;
  for (; *text; text++) {
    if (count == COLUMNS) return "ERR ARGUMENT";
    uint8_t code = (uint8_t)*text;
    if (*text == '\\') {
      code = signCode(*++text);
      if (code == 0) return "ERR ARGUMENT";
    }
    codes[count++] = code;
  }
  if (row >= ROWS || column >= COLUMNS || count > COLUMNS - column) return "ERR ARGUMENT";
  lcd.setCursor(column, row);
  for (uint8_t index = 0; index < count; index++) lcd.write(codes[index]);
  placeCursor();
  return "OK";
}

static const char *setCursor(const char *style, int column, int row) {
  bool block = strcmp(style, "BLOCK") == 0;
  if (!block && strcmp(style, "LINE") != 0) return "ERR ARGUMENT";
  if (column < 0 || column >= COLUMNS || row < 0 || row >= ROWS) return "ERR ARGUMENT";
  cursorShown = true;
  cursorColumn = (uint8_t)column;
  cursorRow = (uint8_t)row;
  if (block) {
    lcd.noCursor();
    lcd.blink();
  } else {
    lcd.noBlink();
    lcd.cursor();
  }
  placeCursor();
  return "OK";
}

static const char *hideCursor() {
  cursorShown = false;
  lcd.noCursor();
  lcd.noBlink();
  return "OK";
}

// ---- Commands -----------------------------------------------------------------------------------------------

static void beginSession(uint8_t number, const char *newToken) {
  lcd.clear();
  hideCursor();
  for (uint8_t led = 0; led < LED_COUNT; led++) digitalWrite(LED_PINS[led], LOW);
  queueCount = 0;
  memset(releaseOwed, 0, sizeof releaseOwed);
  eventNumber = 1;
  strncpy(token, newToken, 4);
  inSession = true;
  char answer[LONGEST_LINE];
  snprintf(answer, sizeof answer, "OK 1 %d %d %s %d %s", COLUMNS, ROWS, KEYS, LED_COUNT, NAME);
  send(number, answer);
}

static void acknowledged(uint8_t number) {
  if (queueCount == 0 || number != eventNumber) return;
  queueFirst = (queueFirst + 1) % QUEUE_LENGTH;
  queueCount--;
  eventNumber = eventNumber == 0xFF ? 1 : eventNumber + 1;
  // The next one goes out at once.
  eventSentAt = millis() - RESEND_ms;
}

static const char *carryOut(const char *body) {
  char word[6];
  int first, second, used = 0;
  if (sscanf(body, "TEXT %d %d%n", &first, &second, &used) == 2 && body[used] == ' ')
    return first < 0 || second < 0 || first > 255 || second > 255 ? "ERR ARGUMENT"
                                                                    : writeText(first, second, body + used + 1);
  if (strcmp(body, "CURSOR OFF") == 0) return hideCursor();
  if (sscanf(body, "CURSOR %5s %d %d", word, &first, &second) == 3) return setCursor(word, first, second);
  if (sscanf(body, "LED %d %d", &first, &second) == 2) {
    if (first < 0 || first >= LED_COUNT || second < 0 || second > 1) return "ERR ARGUMENT";
    digitalWrite(LED_PINS[first], second ? HIGH : LOW);
    return "OK";
  }
  // This display's contrast is a screw and its backlight is always on.
  if (sscanf(body, "DISPLAY %d %d", &first, &second) == 2) return "OK";
  static const char *const VERBS[] = {"TEXT ", "CURSOR ", "LED ", "DISPLAY "};
  for (uint8_t index = 0; index < 4; index++)
    if (strncmp(body, VERBS[index], strlen(VERBS[index])) == 0) return "ERR ARGUMENT";
  return "ERR VERB";
}

static bool isToken(const char *text) {
  for (uint8_t index = 0; index < 4; index++)
    if (!isxdigit((unsigned char)text[index])) return false;
  return text[4] == 0;
}

static void obey(uint8_t number, const char *body) {
  if (strcmp(body, "ACK") == 0) {
    acknowledged(number);
  } else if (strncmp(body, "HELLO 1 ", 8) == 0 && isToken(body + 8)) {
    beginSession(number, body + 8);
  } else if (strcmp(body, "PING") == 0) {
    char answer[8];
    snprintf(answer, sizeof answer, "OK %s", token);
    send(number, answer);
  } else {
    send(number, inSession ? carryOut(body) : "ERR SESSION");
  }
}

// ---- Lines --------------------------------------------------------------------------------------------------

// A whole line, without its line feed: "SS body*CCCC".
static void takeLine() {
  if (lineLength > 0 && line[lineLength - 1] == '\r') lineLength--;
  line[lineLength] = 0;
  if (lineLength < 9 || lineLength > LONGEST_LINE || line[lineLength - 5] != '*' || line[2] != ' ') return;
  char *end;
  unsigned long sum = strtoul(line + lineLength - 4, &end, 16);
  if (*end) return;
  line[lineLength - 5] = 0;
  if (sum != checksum(line)) return;
  line[2] = 0;
  uint8_t number = (uint8_t)strtoul(line, &end, 16);
  if (*end) return;
  obey(number, line + 3);
}

static void readSerial() {
  while (Serial.available() > 0) {
    char character = (char)Serial.read();
    if (character == '\n') {
      if (!lineTooLong) takeLine();
      lineLength = 0;
      lineTooLong = false;
    } else if (lineLength > LONGEST_LINE) {
      lineTooLong = true;
    } else {
      line[lineLength++] = character;
    }
  }
}

// ---- Keys ---------------------------------------------------------------------------------------------------

static void queueEvent(uint8_t key, bool pressed) {
  if (!inSession) return;
  if (pressed) {
    // Taken only when its release will fit, too, and that of every other key that is down.
    uint8_t needed = queueCount + 2;
    for (uint8_t other = 0; other < KEY_COUNT; other++) needed += releaseOwed[other];
    pressDropped[key] = needed > QUEUE_LENGTH;
  }
  if (pressDropped[key] || queueCount == QUEUE_LENGTH) return;
  releaseOwed[key] = pressed;
  queue[(queueFirst + queueCount) % QUEUE_LENGTH] = key | (pressed ? 0x80 : 0);
  queueCount++;
  if (queueCount == 1) eventSentAt = millis() - RESEND_ms;
}

static void readKeys() {
  for (uint8_t key = 0; key < KEY_COUNT; key++) {
    bool down = digitalRead(KEY_PINS[key]) == LOW;
    if (down == keyDown[key] || millis() - keyChangedAt[key] < DEBOUNCE_ms) continue;
    keyDown[key] = down;
    keyChangedAt[key] = millis();
    queueEvent(key, down);
  }
}

static void sendKeys() {
  if (queueCount == 0 || millis() - eventSentAt < RESEND_ms) return;
  uint8_t event = queue[queueFirst];
  char body[8];
  snprintf(body, sizeof body, "KEY %c %c", KEYS[event & 0x7F], event & 0x80 ? '+' : '-');
  send(eventNumber, body);
  eventSentAt = millis();
}

// ---- Arduino ------------------------------------------------------------------------------------------------

void setup() {
  for (uint8_t key = 0; key < KEY_COUNT; key++) pinMode(KEY_PINS[key], INPUT_PULLUP);
  for (uint8_t led = 0; led < LED_COUNT; led++) pinMode(LED_PINS[led], OUTPUT);
  lcd.begin(COLUMNS, ROWS);
  for (uint8_t index = 0; index < sizeof PICTURES / sizeof PICTURES[0]; index++)
    lcd.createChar(index + 1, const_cast<uint8_t *>(PICTURES[index]));
  lcd.clear();
  Serial.begin(BAUD);
}

void loop() {
  readSerial();
  readKeys();
  sendKeys();
}
