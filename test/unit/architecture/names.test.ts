import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, ROOT } from './import-graph.ts';

const FILES = [
  ...new Set(
    ['menus', 'drivers', 'firmware', 'simulator', 'test'].flatMap(importsOf).map(({ file }) => file),
  ),
];

/** Every place of a pattern, as `file: text`. */
function found(pattern: RegExp, files: readonly string[] = FILES): readonly string[] {
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)].map(([text]) => `${file}: ${text}`),
  );
}

const PRODUCT = FILES.filter((file) => !file.startsWith('test/'));

describe('names', () => {
  it('are looked for in many files', () => {
    expect(FILES.length).toBeGreaterThan(400);
  });

  it('end in their unit as SI writes it: ANSWER_TIMEOUT_ms', () => {
    expect(found(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:MS|S|SECONDS|BYTES|PERCENT)\b/g)).toEqual([]);
  });
});

describe('text', () => {
  it('is made at the last moment: nothing carries rows for a panel', () => {
    expect(found(/\bpanel\??: (?:readonly )?string\[\]/g)).toEqual([]);
  });

  it('sends no operator to a log that is not there', () => {
    expect(found(/SEE THE LOG/g, PRODUCT)).toEqual([]);
  });
});
