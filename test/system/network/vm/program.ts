// What runs in the virtual machine: the scenarios, one after the other; what came of each is written to `results.json`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Appliance } from '../lab/appliance.ts';
import type { ScenarioResult } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

async function main(): Promise<void> {
  const results: ScenarioResult[] = [];
  const appliance = await Appliance.start();
  try {
    for (const { name, run } of SCENARIOS) {
      const began = Date.now();
      const failure = await run(appliance).then(
        () => null,
        // With all its causes.
        (error: unknown) => inspect(error),
      );
      results.push({ name, failure });
      process.stdout.write(`${name}: ${failure ?? 'ok'} ${Date.now() - began} ms\n`);
    }
  } finally {
    process.stdout.write(appliance.output());
    writeFileSync(join(import.meta.dirname, 'results.json'), JSON.stringify(results));
    await appliance.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stdout.write(`${inspect(error)}\n`);
    process.exit(1);
  },
);
