import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Files } from './files.ts';

/** Milliseconds between two attempts to read what the disk did not give. */
export const READ_AGAIN_ms = 10_000;

/** Resolves when every file of the directory can be read and `mayEnd` says so. */
export function whenReadable(files: Files, clock: Clock, mayEnd: () => boolean): Promise<void> {
  const alarm = new Alarm(clock);
  return new Promise((resolve) => {
    const look = () => {
      if (mayEnd() && isReadable(files)) resolve();
      else alarm.after(READ_AGAIN_ms, look);
    };
    alarm.after(READ_AGAIN_ms, look);
  });
}

function isReadable(files: Files): boolean {
  try {
    for (const name of files.list()) if (name.endsWith('.json')) files.read(name);
    return true;
  } catch {
    return false;
  }
}
