/**
 * Runs `bezel` from the sources: builds what is missing or older than they are, then starts it in this process.
 *
 *   node firmware/build/start.mjs COMMAND [OPTIONS]
 *   node firmware/build/start.mjs --entry FILE [OPTIONS]     another program of the repository
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleEntry, DIST, FACES, ROOT } from './bundle.mjs';

const SOURCES = [
  'menus',
  'drivers',
  'firmware',
  'simulator',
  'test/bench',
  'test/fuzz',
  'package.json',
  'package-lock.json',
];

const [first, ...rest] = process.argv.slice(2);
if (first === '--entry') {
  const [source = '', ...args] = rest;
  const outfile = join(DIST, `${basename(join(source, '..'))}-${basename(source, '.ts')}.cjs`);
  if (isStale([outfile])) await bundleEntry(source, outfile);
  if (isStale(products())) await bundle();
  await start(outfile, args);
} else {
  if (isStale(products())) await bundle();
  await start(join(DIST, 'bezel.cjs'), process.argv.slice(2));
}

function products() {
  return ['bezel.cjs', ...FACES.map(({ name }) => `${name}.mjs`)].map((name) => join(DIST, name));
}

async function start(file, args) {
  process.argv.splice(1, process.argv.length - 1, file, ...args);
  await import(pathToFileURL(file).href);
}

/** Whether one of the files is missing or older than any source. */
function isStale(files) {
  if (!files.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...files.map((file) => statSync(file).mtimeMs));
  return SOURCES.some((source) => newest(join(ROOT, source)) > oldest);
}

/** Last change below a path, in milliseconds. Directories count: a file removed is a change. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
