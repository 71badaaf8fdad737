import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Appliance } from './lab/appliance.ts';
import { keep } from './lab/changes.ts';
import { eventually } from './lab/commands.ts';
import { addThirdInterface, FOREIGN_FACTS, FORWARDING, type ForeignFact } from './lab/foreign-facts.ts';
import { AS_DELIVERED, type Intended } from './lab/intended.ts';
import { inKernel } from './lab/judge.ts';
import { OPERATIONS } from './lab/operations.ts';

/** Appliances side by side: each mostly waits. */
const APPLIANCES = [1, 2, 3, 4] as const;
/** `BEZEL_FOREIGN_CASES=200` for the property in earnest; the same seed is the same cases. */
const CASES = Number(process.env.BEZEL_FOREIGN_CASES ?? 16);
const SEED = Number(process.env.BEZEL_FOREIGN_SEED ?? 12);
const CHANGE_LIMIT_ms = 90_000;

interface Case {
  readonly facts: readonly ForeignFact[];
  readonly choice: number;
  readonly isKept: boolean;
}

const CASE: fc.Arbitrary<Case> = fc.record({
  facts: fc.uniqueArray(fc.constantFrom(...FOREIGN_FACTS), { minLength: 1, maxLength: 4 }),
  choice: fc.nat(720_719),
  isKept: fc.boolean(),
});

/** What is ours, whatever stands beside it. */
async function expectOurs({ lab }: Appliance, intended: Intended): Promise<void> {
  const { lan, wan, proxy } = intended;
  await eventually('what is ours is in force', async () => {
    const now = await inKernel(lab.box);
    const has = (link: string, address: string) => now.addresses[link]?.includes(`${address}/24`) === true;
    return (
      (lan === null || has('lan0', lan.address)) &&
      now.routes.some((route) => /^default via 10\.77\.0\.1 dev lan0 table main$/.test(route)) &&
      (wan === null || wan === 'dhcp' || has('wan0', wan.address)) &&
      (wan === null) === !now.rules.some((rule) => rule.endsWith('table 6350')) &&
      (proxy === null) === (now.proxy === null)
    );
  });
}

describe('whatever other software has set', () => {
  it.concurrent.each(APPLIANCES)(
    'each change can be applied, kept and undone, on appliance %i',
    async (number) => {
      const appliance = await Appliance.start();
      const { operator, lab } = appliance;
      const done: string[] = [];
      let now = AS_DELIVERED;
      const take = async ({ facts, choice, isKept }: Case) => {
        const offered = OPERATIONS.filter(({ isOffered, refusal }) => refusal === null && isOffered(now));
        const operation = offered[choice % offered.length];
        if (operation === undefined) return;
        done.push(`${facts.map(({ name }) => name).join(', ')}: ${operation.name}${isKept ? ' kept' : ''}`);
        for (const fact of facts) await fact.stand(lab.box);
        try {
          await operation.byHand(operator, now);
          const isRefused =
            facts.includes(FORWARDING) && now.wan === null && operation.after(now).wan !== null;
          await operator.sees(isRefused ? 'IP FORWARDING IS ON' : /↵ ?KEEP|NOT RESTORED/, CHANGE_LIMIT_ms);
          expect(operator.screen()).not.toContain('NOT RESTORED');
          if (isRefused) {
            await operator.press('EXIT');
          } else if (isKept) {
            await keep(operator);
            now = operation.after(now);
          } else {
            await operator.press('EXIT');
            await operator.sees(/UNDONE|RESTORED/, CHANGE_LIMIT_ms);
            expect(operator.screen()).not.toContain('NOT RESTORED');
          }
          await expectOurs(appliance, now);
        } finally {
          for (const fact of facts.toReversed()) await fact.leave(lab.box);
        }
      };
      try {
        await lab.world.startRouter();
        await addThirdInterface(lab.box);
        const cases = fc.asyncProperty(CASE, (each) =>
          take(each).catch((error: unknown) => {
            throw new Error(`${done.join('; ')}: ${error}; the glass shows: ${operator.screen()}`, {
              cause: error,
            });
          }),
        );
        const numRuns = Math.ceil(CASES / APPLIANCES.length);
        await fc.assert(cases, { numRuns, seed: SEED + number, endOnFailure: true });
      } finally {
        await appliance.close();
      }
    },
  );
});
