/** Electrical level of a line: high is true. Active-low wiring is the caller's business. */
export interface InputPin {
  /** Reads the line now. */
  level(): boolean;
  close(): void;
}

export interface OutputPin {
  write(level: boolean): void;
  close(): void;
}

/** GPIO lines by sysfs number. Every method throws when the line cannot be had. */
export interface Pins {
  /** Watches a line; `onChange` is called at each change, with the level then; `onError` when watching broke. */
  input(number: number, onChange: (level: boolean) => void, onError: (why: string) => void): InputPin;
  /** Makes a line an output, at `level` from its first moment. */
  output(number: number, level: boolean): OutputPin;
}
