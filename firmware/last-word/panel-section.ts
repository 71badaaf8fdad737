import * as v from 'valibot';
import { parseToml, TomlError } from '../config/toml.ts';
import { panelSchema } from '../panels/families.ts';
import type { PanelConfig } from '../panels/family.ts';

/** A section has no more keys than this: each round takes at least one wrong one away. */
const ROUNDS = 20;

/**
 * The panel of a configuration that is wrong elsewhere, or in keys that the panel works without: its glass can say so.
 * null: it names no panel that could be opened.
 */
export function panelOfWrongConfig(text: string): PanelConfig | null {
  const section = sectionIn(text) ?? sectionIn(linesOfPanel(text));
  if (section === null) return null;
  const keys = { ...section };
  for (let round = 0; round < ROUNDS; round++) {
    const result = v.safeParse(panelSchema, keys);
    if (result.success) return result.output.load === null ? null : result.output;
    for (const { path } of result.issues) delete keys[String(path?.[0]?.key)];
  }
  return null;
}

function sectionIn(text: string): Record<string, unknown> | null {
  try {
    const { value } = parseToml(text);
    const panel: unknown = 'panel' in value ? value.panel : null;
    return typeof panel === 'object' && panel !== null ? { ...panel } : null;
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

/** The lines of `[panel]` alone, for a file that is not TOML as a whole. */
function linesOfPanel(text: string): string {
  let isPanel = false;
  const lines = text.split('\n').filter((line) => {
    if (line.trimStart().startsWith('[')) isPanel = /^\s*\[panel[\].]/.test(line);
    return isPanel;
  });
  return lines.join('\n');
}
