/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** Something that takes input from outside and must stand anything. */
export interface Target {
  readonly name: string;
  /** One try. @throws Error when something happened that must not */
  readonly run: (random: Random) => Promise<void> | void;
  /** At the end. @throws Error when something is left behind */
  readonly close?: () => Promise<void>;
}
