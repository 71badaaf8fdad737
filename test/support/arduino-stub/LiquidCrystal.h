// The LiquidCrystal library's display as characters in memory; main.cpp prints it.
#pragma once
#include "Arduino.h"

class LiquidCrystal {
public:
  LiquidCrystal(uint8_t, uint8_t, uint8_t, uint8_t, uint8_t, uint8_t) {}
  void begin(uint8_t columns, uint8_t rows);
  void clear();
  void setCursor(uint8_t column, uint8_t row);
  void write(uint8_t code);
  void createChar(uint8_t code, uint8_t *picture);
  void cursor();
  void noCursor();
  void blink();
  void noBlink();
};
