/**
 * Runs inside the built file, not here: its text goes there (`parts.mjs`), so it may use nothing but what it is given.
 *
 * Loads each part when it is first imported, and compiles it as Node compiles a module, under a name of its own for
 * stack traces. It knows no more than where the parts stand and reads them from the file, so that the engine can forget
 * the file's text after the start: 2 MiB. The file stays open: one that an upgrade puts in its place is not read.
 *
 * @param {NodeModule} module the built file's, like `require`, `__filename` and `__dirname`
 * @param {Record<string, [offset: number, length: number]>} places bytes of each part by name, `./main.cjs` among them
 * @param {[from: string, to: string]} escape how the parts are written where the file could not hold them as they are
 */
export function loadParts(module, require, __filename, __dirname, places, [original, written]) {
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
    const script = new Script(text, { filename: `${__filename}/${name.slice('./'.length)}` });
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

  /** `import()` of anything else, made by a module: in a compiled text it is experimental and warns. */
  load.import = (specifier) => {
    const importer = new module.constructor(__filename);
    importer._compile('module.exports = (specifier) => import(specifier);', __filename);
    return importer.exports(specifier);
  };

  load('./main.cjs');
}
