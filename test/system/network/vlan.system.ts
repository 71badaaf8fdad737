import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runInMachine } from './vm/machine.ts';
import type { ScenarioResult } from './vm/scenario.ts';
import { SCENARIOS } from './vm/scenarios.ts';

const DIST = join(import.meta.dirname, '../../../dist');
const MACHINE_LIMIT_ms = 1_530_000;

describe('VLAN on LAN, in a machine whose kernel has 802.1Q', () => {
  let results: readonly ScenarioResult[] = [];
  let output = '';

  beforeAll(async () => {
    const natives = readdirSync(DIST).filter((name) => name.endsWith('.node'));
    const files = Object.fromEntries(['bezel.cjs', ...natives].map((name) => [name, join(DIST, name)]));
    const web = { 'web.mjs': join(import.meta.dirname, 'lab/web.mjs') };
    const machine = await runInMachine(join(import.meta.dirname, 'vm/program.ts'), { ...files, ...web });
    results = JSON.parse(machine.results);
    output = machine.output;
  }, MACHINE_LIMIT_ms);

  it.each(SCENARIOS.map(({ name }) => name))('%s', (name) => {
    const result = results.find((one) => one.name === name);
    expect(result?.failure === null ? null : (result?.failure ?? output)).toBeNull();
  });
});
