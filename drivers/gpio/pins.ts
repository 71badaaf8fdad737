/** Electrical level of a line: high is true. The caller inverts it where the wiring is active-low. */
export interface InputPin {
  /** Reads the line now. */
  level(): boolean;
  close(): void;
}

export interface OutputPin {
  write(level: boolean): void;
  close(): void;
}

/** GPIO lines by sysfs number. Every method throws when the line cannot be opened. */
export interface Pins {
  /** Watches a line: `onChange` gets the level after each change, `onError` comes when watching has failed. */
  input(number: number, onChange: (level: boolean) => void, onError: (why: string) => void): InputPin;
  /** Makes a line an output, at `level` from its first moment. */
  output(number: number, level: boolean): OutputPin;
}
