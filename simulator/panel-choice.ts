import { PANEL_FAMILIES } from '../firmware/panels/families.ts';
import { type PanelFamily, VIRTUAL_SIZES } from '../firmware/panels/family.ts';
import type { Geometry } from '../menus/frame.ts';

/** A panel that can stand on the bench. */
export interface PanelChoice {
  readonly family: PanelFamily;
  readonly model: PanelFamily['models'][number];
  readonly geometry: Geometry;
}

export type Chosen =
  | { readonly ok: true; readonly choice: PanelChoice }
  /** What was expected, and what was given. */
  | { readonly ok: false; readonly why: string };

/** The names of panels; a family's name stands for its default model. */
export const PANEL_NAMES: readonly string[] = PANEL_FAMILIES.flatMap(({ driver, models }) => [
  driver,
  ...models.map(({ name }) => name).filter((name) => name !== driver),
]);

/** Sizes of glass as people write them: `20x4`. */
export const SIZE_NAMES: readonly string[] = VIRTUAL_SIZES.map(sizeName);

export function sizeName({ columns, rows }: Geometry): string {
  return `${columns}x${rows}`;
}

/** @returns null for a size no virtual panel has */
export function sizeNamed(name: string): Geometry | null {
  return VIRTUAL_SIZES.find((size) => sizeName(size) === name) ?? null;
}

/** The panel of this name with glass of this size; without a name, the first panel of that size. */
export function choosePanel(name?: string, size?: Geometry): Chosen {
  if (name === undefined) return chooseSize(size);
  const family = PANEL_FAMILIES.find(
    ({ driver, models }) => driver === name || models.some((model) => model.name === name),
  );
  if (family === undefined)
    return { ok: false, why: `expected one of ${PANEL_NAMES.join(' ')}, got ${name}` };
  const model = family.models.find((each) => each.name === name) ?? family.models[0];
  const geometry = family.geometry ?? size ?? VIRTUAL_SIZES[0];
  if (geometry === undefined) throw new Error('virtual panels have no size');
  if (size !== undefined && sizeName(size) !== sizeName(geometry))
    return { ok: false, why: `${model.title} has a glass of ${sizeName(geometry)}, not ${sizeName(size)}` };
  return { ok: true, choice: { family, model, geometry } };
}

function chooseSize(size?: Geometry): Chosen {
  const family = PANEL_FAMILIES.find(
    ({ geometry }) => geometry !== null && (size === undefined || sizeName(geometry) === sizeName(size)),
  );
  if (family === undefined) throw new Error('no family has a glass of one size');
  return choosePanel(family.driver);
}
