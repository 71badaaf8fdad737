/** Where a command writes, and its exit codes. */
export interface Output {
  /** Text for standard output, without the last line feed. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit codes; those over 64 are of sysexits.h. */
export const EXIT = { done: 0, refused: 1, usage: 64, unavailable: 69 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
