import type { Script } from 'node:vm';

/** See `code-cache.mjs`. */
export function openCodeCache(
  require: NodeJS.Require,
  directory: string | undefined,
  build: string,
): {
  of(name: string): Buffer | undefined;
  compiled(name: string, script: Script): void;
};
