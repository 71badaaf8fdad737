/**
 * Makes one CommonJS file of a program whose parts are compiled when they are first imported.
 *
 * In an ordinary bundle the engine reads every function of every part at each start, most of them never called: two
 * thirds of Bezel's code are backends, drivers and commands that one configuration does not use. Here each part is a
 * text in the file, so that the start costs what the start uses: measured, a third less time to the first byte on the
 * panel, and 4 MiB less memory.
 */
import { basename } from 'node:path';
import * as esbuild from 'esbuild';

/** `import("./part.cjs")` as esbuild writes it for a part. */
const IMPORT_OF_PART = /\bimport\("(\.\/[\w-]+\.cjs)"\)/g;

/** Every other dynamic import: the file makes it, since in a compiled text it is experimental and warns. */
const OTHER_IMPORT = /(?<![.$\w])import\(/g;

/** Gives the text of the file. `options` are esbuild's, `entry` is the program's source. */
export async function bundleInParts(entry, options) {
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: { main: entry },
    bundle: true,
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    outdir: 'dist',
    write: false,
  });
  const parts = {};
  for (const { path, text } of outputFiles) {
    const required = text
      .replaceAll(IMPORT_OF_PART, 'Promise.resolve().then(() => require.namespace("$1"))')
      .replaceAll(OTHER_IMPORT, 'require.import(');
    const { code } = await esbuild.transform(required, {
      format: 'cjs',
      platform: 'node',
      target: options.target,
      minifySyntax: true,
      minifyWhitespace: true,
    });
    parts[`./${basename(path)}`] = code;
  }
  return fileOf(parts);
}

/** The texts as literals, one a line, then the loader, which is told where in the file each of them stands. */
function fileOf(parts) {
  let file = "#!/usr/bin/env node\n'use strict';\n[\n";
  const places = {};
  for (const [name, text] of Object.entries(parts)) {
    // Only ASCII, so that a character is a byte.
    const literal = JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, escaped);
    places[name] = [file.length, literal.length];
    file += `${literal},\n`;
  }
  return `${file}];
new (require('node:vm').Script)(${JSON.stringify(LOADER)}, { filename: __filename })
  .runInThisContext()(module, require, __filename, __dirname, ${JSON.stringify(places)});
`;
}

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A part is compiled as Node compiles a module, under a name of its own for stack traces.
 *
 * The loader is a text in the file, too, and keeps nothing of the file but where its parts stand: the engine then
 * forgets the file after the start, 2 MiB. For the same reason dynamic imports are made by a module of their own.
 * The file stays open, so that one which an upgrade puts in its place is not read by mistake.
 */
const LOADER = `(function (module, require, __filename, __dirname, places) {
'use strict';
const { openSync, readSync } = require('node:fs');
const { Script } = require('node:vm');
const file = openSync(__filename, 'r');
function textOf(name) {
  const [start, length] = places[name];
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, start);
  return JSON.parse(bytes.toString('latin1'));
}
const loaded = new Map();
function load(name) {
  if (!Object.hasOwn(places, name)) return require(name);
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const script = new Script('(function (exports, require, module, __filename, __dirname) {' + textOf(name) + '\\n})', {
    filename: __filename + '/' + name.slice(2),
  });
  script.runInThisContext()(module.exports, load, module, __filename, __dirname);
  return module.exports;
}
/** As Node imports a CommonJS package, which a part may be: its exports by name, and all of them as the default. */
load.namespace = (name) => {
  const exports = load(name);
  const names = Object.keys(exports);
  const isPackage = names.length === 1 && names[0] === 'default';
  return isPackage ? { ...exports.default, default: exports.default } : exports;
};
load.import = (specifier) => {
  const importer = new module.constructor(__filename);
  importer._compile('module.exports = (specifier) => import(specifier);', __filename);
  return importer.exports(specifier);
};
load('./main.cjs');
})`;
