import { beforeAll, describe, expect, it } from 'vitest';
import { isUpdating } from '../support/updating.ts';
import { follow, manualSections, redrawManual } from './manual.ts';

describe("the operator's manual", () => {
  beforeAll(async () => {
    if (isUpdating(process.env)) await redrawManual();
  });

  it('has chapters with steps', () => {
    expect(manualSections().length).toBeGreaterThan(8);
  });

  it.each(manualSections())('can be followed step by step: $title', async ({ title }) => {
    const section = manualSections().find((each) => each.title === title);
    if (section === undefined) throw new Error(`the manual has no chapter ${title}`);
    const shown = await follow(section);
    for (const [index, { line, picture }] of section.steps.entries()) {
      expect(shown[index], `picture at MANUAL.md:${line}`).toEqual(picture);
    }
  });
});
