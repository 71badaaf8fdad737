/**
 * `parts.mjs` copies this function's text into the built file, where it runs. So it may use its parameters only.
 *
 * Loads each part when it is first imported and compiles it as Node compiles a module, under its own name for stack
 * traces. It holds only the offsets of the parts and reads them from the file, so that the engine can free the file's
 * text after the start: 2 MiB. The file stays open, so that an upgrade which replaces it has no effect on this process.
 *
 * @param {NodeModule} module the built file's, like `require`, `__filename` and `__dirname`
 * @param {Record<string, [offset: number, length: number]>} places bytes of each part by name, `./main.cjs` among them
 * @param {[from: string, to: string]} escape what replaces the end of a comment within the parts
 * @param {ReturnType<typeof import('./code-cache.mjs').openCodeCache>} codeCache
 */
export function loadParts(module, require, __filename, __dirname, places, [original, written], codeCache) {
  const { openSync, readSync } = require('node:fs');
  const { Script } = require('node:vm');
  const file = openSync(__filename, 'r');
  const loaded = new Map();

  function textOf(name) {
    const [offset, length] = places[name];
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, offset);
    return bytes.toString('utf8').replaceAll(written, original);
  }

  /** The `require` of the parts. */
  function load(name) {
    if (!Object.hasOwn(places, name)) return require(name);
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const part = { exports: {} };
    loaded.set(name, part);
    const text = `(function (exports, require, module, __filename, __dirname) {${textOf(name)}\n})`;
    const filename = `${__filename}/${name.slice('./'.length)}`;
    const script = new Script(text, { filename, cachedData: codeCache.of(name) });
    codeCache.compiled(name, script);
    script.runInThisContext()(part.exports, load, part, __filename, __dirname);
    return part.exports;
  }

  /** `import()` of a part. A part may be a CommonJS package: its exports by name, all of them as the default. */
  load.namespace = async (name) => {
    const exports = load(name);
    const names = Object.keys(exports);
    const isPackage = names.length === 1 && names[0] === 'default';
    return isPackage ? { ...exports.default, default: exports.default } : exports;
  };

  /** `import()` of anything else. Called from a module, because in a `Script` it is experimental and warns. */
  load.import = (specifier) => {
    const importer = new module.constructor(__filename);
    importer._compile('module.exports = (specifier) => import(specifier);', __filename);
    return importer.exports(specifier);
  };

  load('./main.cjs');
}
