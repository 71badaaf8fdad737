// Runs a sketch as a program: serial port on standard input and output, what is on the display and the pins as lines
// on standard error, buttons as lines "PIN LEVEL" on descriptor 3. Ends with standard input.
#include "LiquidCrystal.h"
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

void setup();
void loop();

static int levels[32];
static uint8_t memory[2][16];
static int column, row;
static bool underline, blinking;

SerialPort Serial;

unsigned long millis() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (unsigned long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
void pinMode(uint8_t pin, uint8_t mode) { levels[pin] = mode == INPUT_PULLUP; }
int digitalRead(uint8_t pin) { return levels[pin]; }
void digitalWrite(uint8_t pin, uint8_t level) {
  levels[pin] = level;
  fprintf(stderr, "PIN %d %d\n", pin, level);
}

void SerialPort::begin(unsigned long) {}
int SerialPort::available() {
  pollfd port = {0, POLLIN, 0};
  return poll(&port, 1, 0) > 0 && (port.revents & POLLIN) ? 1 : 0;
}
int SerialPort::read() {
  uint8_t byte;
  if (::read(0, &byte, 1) != 1) exit(0);
  return byte;
}
void SerialPort::print(const char *text) {
  if (::write(1, text, strlen(text)) < 0) exit(0);
}

static void show() {
  fprintf(stderr, "LCD ");
  for (int r = 0; r < 2; r++)
    for (int c = 0; c < 16; c++) fprintf(stderr, "%02x", memory[r][c]);
  fprintf(stderr, " %d %d %s\n", column, row, blinking ? "BLOCK" : underline ? "LINE" : "OFF");
}
void LiquidCrystal::begin(uint8_t, uint8_t) { clear(); }
void LiquidCrystal::clear() {
  memset(memory, ' ', sizeof memory);
  column = row = 0;
  show();
}
void LiquidCrystal::setCursor(uint8_t c, uint8_t r) {
  column = c;
  row = r;
  show();
}
void LiquidCrystal::write(uint8_t code) {
  if (row < 2 && column < 16) memory[row][column] = code;
  column++;
  show();
}
void LiquidCrystal::createChar(uint8_t, uint8_t *) {}
void LiquidCrystal::cursor() { underline = true; show(); }
void LiquidCrystal::noCursor() { underline = false; show(); }
void LiquidCrystal::blink() { blinking = true; show(); }
void LiquidCrystal::noBlink() { blinking = false; show(); }

static void readButtons() {
  static char text[16];
  static int length = 0;
  char character;
  while (::read(3, &character, 1) == 1) {
    if (character != '\n') {
      if (length < 15) text[length++] = character;
      continue;
    }
    text[length] = 0;
    length = 0;
    int pin, level;
    if (sscanf(text, "%d %d", &pin, &level) == 2 && pin >= 0 && pin < 32) levels[pin] = level;
  }
}

int main() {
  fcntl(3, F_SETFL, O_NONBLOCK);
  setup();
  for (;;) {
    pollfd either[] = {{0, POLLIN, 0}, {3, POLLIN, 0}};
    poll(either, 2, 2);
    readButtons();
    loop();
  }
}
