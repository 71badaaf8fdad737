// As much of Arduino as the example panel uses, on a computer: serial port on standard input and output, pins and
// time from main.cpp.
#pragma once
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HIGH 1
#define LOW 0
#define INPUT 0
#define OUTPUT 1
#define INPUT_PULLUP 2

unsigned long millis();
void pinMode(uint8_t pin, uint8_t mode);
int digitalRead(uint8_t pin);
void digitalWrite(uint8_t pin, uint8_t level);

struct SerialPort {
  void begin(unsigned long baud);
  int available();
  int read();
  void print(const char *text);
};
extern SerialPort Serial;
