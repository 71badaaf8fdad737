import { dirname, join } from 'node:path';

/** The bench runs as a bundle beside the product's bundles. */
export const DIST = dirname(process.argv[1] ?? '');
export const ROOT = dirname(DIST);
export const BEZEL = join(DIST, 'bezel.cjs');
