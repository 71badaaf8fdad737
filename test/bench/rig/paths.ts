import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The bench runs as a bundle beside the product's bundles. */
export const DIST = dirname(fileURLToPath(import.meta.url));
export const ROOT = dirname(DIST);
export const BEZEL = join(DIST, 'bezel.cjs');
