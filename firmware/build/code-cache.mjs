/**
 * `parts.mjs` copies this function's text into the built file, where it runs. So it may use its parameters only.
 *
 * Keeps the byte code of the parts in a file, so that the next start need not compile them: a quarter of its processor
 * time. Whatever is wrong with the file, the parts are compiled from their text.
 *
 * The engine does not verify byte code before it runs it, so the file counts only if it is whole (its SHA-256 comes
 * first), is for this build and this Node, and nobody but this user could have written it.
 *
 * @param {NodeRequire} require Node's own
 * @param {string | undefined} directory where the file is kept, as systemd.exec(5) gives it in CACHE_DIRECTORY
 * @param {string} build what tells this build from every other
 * @returns {{ of(name: string): Buffer | undefined; compiled(name: string, script: import('node:vm').Script): void }}
 *   the byte code of a part, if there is any; and what is to be called with every part that was compiled
 */
export function openCodeCache(require, directory, build) {
  if (directory === undefined || directory === '') return { of: () => undefined, compiled: () => {} };
  const fs = require('node:fs');
  const { createHash } = require('node:crypto');
  const { O_RDONLY, O_NOFOLLOW, O_WRONLY, O_CREAT, O_EXCL } = fs.constants;

  const HASH_B = 32;
  const LONGEST_B = 16 * 1024 * 1024;
  /** By then the start is over, and the byte code of every function that it called exists. */
  const STARTED_ms = 30_000;
  /** Serializing a part stalls the event loop, so keys are handled between two of them. */
  const PAUSE_ms = 100;

  const path = `${directory}/code`;
  const identity = `${build} ${process.version} ${process.arch} ${process.execArgv.join(' ')}`;
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

  function read() {
    const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW);
    try {
      const { size, uid, mode } = fs.fstatSync(file);
      if (size <= HASH_B || size > LONGEST_B || uid !== process.geteuid() || (mode & 0o022) !== 0) return {};
      const bytes = fs.readFileSync(file);
      const content = bytes.subarray(HASH_B);
      if (!sha256(content).equals(bytes.subarray(0, HASH_B))) return {};
      const headEnd = content.indexOf('\n');
      const head = JSON.parse(content.subarray(0, headEnd).toString());
      if (head.identity !== identity) return {};
      let offset = headEnd + 1;
      return Object.fromEntries(
        head.parts.map(([name, length]) => {
          offset += length;
          return [name, content.subarray(offset - length, offset)];
        }),
      );
    } finally {
      fs.closeSync(file);
    }
  }

  function write(codes) {
    const parts = codes.map(([name, code]) => [name, code.length]);
    const head = Buffer.from(`${JSON.stringify({ identity, parts })}\n`);
    const content = Buffer.concat([head, ...codes.map(([, code]) => code)]);
    const written = `${path}.new`;
    fs.rmSync(written, { force: true });
    const file = fs.openSync(written, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
      fs.writeSync(file, sha256(content));
      fs.writeSync(file, content);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(written, path);
  }

  /** Without a cache the daemon works as well: a full disk or a missing directory is no reason to stop. */
  function orElse(otherwise, action) {
    try {
      return action();
    } catch {
      return otherwise;
    }
  }

  const known = orElse({}, read);
  const scripts = new Map();
  let isWhole = true;

  function save(codes) {
    const [name] = scripts.keys();
    if (name === undefined) return orElse(undefined, () => write(codes));
    const script = scripts.get(name);
    scripts.delete(name);
    const code = orElse(undefined, () => script.createCachedData());
    if (code !== undefined) codes.push([name, code]);
    return setTimeout(save, PAUSE_ms, codes).unref();
  }

  setTimeout(() => {
    if (isWhole) scripts.clear();
    else save([]);
  }, STARTED_ms).unref();

  return {
    of: (name) => known[name],
    compiled: (name, script) => {
      if (known[name] === undefined || script.cachedDataRejected) isWhole = false;
      delete known[name];
      scripts.set(name, script);
    },
  };
}
