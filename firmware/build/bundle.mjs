/**
 * Bundles the product into `dist/`: daemon and command line in one CommonJS file, which starts fastest; each face drawn
 * with Ink in a file of its own; native modules beside them, with the notices of what they contain and a bill of materials.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { billOfMaterials, inputCollector, noticesText, packagesOf } from './notices.mjs';
import { bundleInParts } from './parts.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');

/** Faces as `firmware/cli.ts` starts them: a file that exports `main`. A face without its source is left out. */
export const FACES = [
  { name: 'simulator', source: 'simulator/main.ts', main: 'simulate' },
  { name: 'console', source: 'firmware/console.ts', main: 'runConsoleCommand' },
].filter(({ source }) => existsSync(join(ROOT, source)));

const require = createRequire(import.meta.url);

/** ES modules have no `require`, which bundled CommonJS packages call for Node's own modules. */
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** The two packages that search for native modules are replaced by a plain require of a file beside the bundle. */
const nativeBeside = {
  name: 'native-beside',
  setup(build) {
    const files = { 'node-gyp-build': 'serialport.node', bindings: 'epoll.node' };
    build.onResolve({ filter: /^(node-gyp-build|bindings)$/ }, ({ path }) => ({ path, namespace: 'native' }));
    build.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => ({
      contents: `module.exports = () => require('./${files[path]}');`,
      resolveDir: DIST,
    }));
    build.onResolve({ filter: /^\.\/(serialport|epoll)\.node$/, namespace: 'native' }, ({ path }) => ({
      path,
      external: true,
    }));
  },
};

/** Ink imports React's developer tools statically, though only DEV=true uses them. Every start would fail otherwise. */
const devtoolsLeftOut = {
  name: 'devtools-left-out',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export default {};' }));
  },
};

/** The families name their virtual panels, which only simulator, bench and tests load. */
const virtualPanelsLeftOut = {
  name: 'virtual-panels-left-out',
  setup(build) {
    build.onResolve({ filter: /\/drivers\/[\w-]+\/virtual-[\w-]+\.ts$/ }, ({ path }) => ({
      path,
      namespace: 'virtual',
    }));
    build.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
      contents: "throw new Error('virtual panels are not in this bundle');",
    }));
  },
};

/** May be missing: the import then fails at run time, where the error is reported to the operator. */
const OPTIONAL = ['onoff', 'bufferutil', 'utf-8-validate'];

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Names are kept for stack traces: a report from the field may bring nothing but the log.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: OPTIONAL.filter((name) => !isInstalled(name)),
  plugins: [nativeBeside, devtoolsLeftOut],
};

/** Builds everything. */
export async function bundle() {
  mkdirSync(DIST, { recursive: true });
  copyNatives();
  const { inputs, plugin } = inputCollector();
  const common = { ...COMMON, plugins: [...COMMON.plugins, plugin] };
  await Promise.all([
    bundleInParts('firmware/cli.ts', {
      ...common,
      plugins: [...common.plugins, virtualPanelsLeftOut],
    }).then((text) => writeInOneStep(join(DIST, 'bezel.cjs'), text, 0o755)),
    ...FACES.map(({ name, source, main }) =>
      bundleModule(`export { ${main} as main } from './${source}';`, join(DIST, `${name}.mjs`), common),
    ),
  ]);
  writeNotices(inputs);
}

/** Packages of which a built module lies beside the bundles. */
const NATIVES = ['@serialport/bindings-cpp', 'epoll'];

function writeNotices(inputs) {
  const product = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const packages = packagesOf(ROOT, inputs, NATIVES.filter(isInstalled));
  const seconds = process.env.SOURCE_DATE_EPOCH;
  const built = seconds === undefined ? new Date() : new Date(Number(seconds) * 1000);
  const bill = billOfMaterials(product, packages, built.toISOString().replace(/\.\d+Z$/, 'Z'));
  writeInOneStep(join(DIST, 'NOTICES'), noticesText(packages));
  writeInOneStep(join(DIST, 'sbom.spdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/** Bundles one more program, such as the bench, the way the daemon is. */
export async function bundleEntry(source, outfile) {
  mkdirSync(DIST, { recursive: true });
  copyNatives();
  await esbuild.build({ ...COMMON, entryPoints: [source], outfile, format: 'cjs' });
}

async function bundleModule(contents, outfile, common) {
  const { outputFiles } = await esbuild.build({
    ...common,
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile,
    write: false,
    format: 'esm',
    banner: { js: REQUIRE_BANNER },
  });
  for (const { path, text } of outputFiles) writeInOneStep(path, text);
}

function copyNatives() {
  const serialport = dirname(require.resolve('@serialport/bindings-cpp/package.json'));
  replaceFile(require('node-gyp-build').path(serialport), join(DIST, 'serialport.node'));
  if (!isInstalled('epoll')) return;
  const epoll = join(dirname(require.resolve('epoll/package.json')), 'build/Release/epoll.node');
  if (existsSync(epoll)) replaceFile(epoll, join(DIST, 'epoll.node'));
}

/**
 * Replaces a file atomically. A running daemon goes on reading its parts from the old file, a face that starts now gets
 * either the old file or the new one, and two builds at a time do not mix.
 */
function writeInOneStep(to, text, mode = 0o644) {
  const written = `${to}.${process.pid}`;
  writeFileSync(written, text, { mode });
  renameSync(written, to);
}

/** Replaces rather than overwrites: a running process has the old file mapped, and would crash. */
function replaceFile(from, to) {
  const copied = `${to}.${process.pid}`;
  copyFileSync(from, copied);
  renameSync(copied, to);
}

function isInstalled(name) {
  return existsSync(join(ROOT, 'node_modules', name));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await bundle();
