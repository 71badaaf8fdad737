import type { Plugin } from 'esbuild';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage: string | null;
  readonly text: string;
}

/** See `notices.mjs`. */
export function inputCollector(): { readonly inputs: ReadonlySet<string>; readonly plugin: Plugin };
export function packagesOf(
  root: string,
  inputs: Iterable<string>,
  natives: readonly string[],
): readonly Package[];
export function noticesText(packages: readonly Package[]): string;
export function billOfMaterials(
  product: Pick<Package, 'name' | 'version' | 'license'>,
  packages: readonly Package[],
  created: string,
): unknown;
