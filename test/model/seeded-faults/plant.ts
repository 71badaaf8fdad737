/** The model runner bundled with one fault in it. The working tree is not touched. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Place, SeededFault } from './fault.ts';

const ROOT = join(import.meta.dirname, '../../..');

/**
 * The source of a file with a fault in it.
 * @throws Error when its place is not there, or there more than once
 */
export function planted({ file, find, replace }: Place): string {
  const parts = readFileSync(join(ROOT, file), 'utf8').split(find);
  if (parts.length !== 2) {
    throw new Error(`${JSON.stringify(find)} is ${parts.length - 1} times in ${file}, not once`);
  }
  return parts.join(replace);
}

/** Hands esbuild the source of each of these files with the fault in it, and every other file as it lies there. */
function seeding({ places }: SeededFault): Plugin {
  return {
    name: 'seeded-fault',
    setup({ onLoad }) {
      for (const place of places) {
        const contents = planted(place);
        // Only paths that end so are asked about: one question for each of all files would cost more than bundling.
        const filter = new RegExp(`${place.file.replaceAll('.', '\\.')}$`);
        onLoad({ filter }, ({ path }) =>
          path === join(ROOT, place.file) ? { contents, loader: 'ts' } : null,
        );
      }
    },
  };
}

/** Code of a worker thread that walks models through the product with this fault; null: through the product as it is. */
export async function bundleWith(fault: SeededFault | null): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    define: { 'import.meta.dirname': '""' },
    plugins: fault === null ? [] : [seeding(fault)],
  });
  const [file] = outputFiles;
  if (file === undefined) {
    throw new Error('esbuild wrote nothing');
  }
  return file.text;
}
