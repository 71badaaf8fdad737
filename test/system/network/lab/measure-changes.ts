// Times the parts of network changes on a lab's machine, for the bench: `measure-changes.ts ROUNDS` prints them as
// JSON, milliseconds by part.
import { recoveryPlan } from '../../../../firmware/network/plan.ts';
import type { Step } from '../../../../firmware/network/step.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { ip, staticIpv4 } from '../../../support/appliance.ts';
import { WORLD } from './addresses.ts';
import { createLab } from './lab.ts';
import { RemoteBackend } from './remote-backend.ts';

const { free, gateway, dns } = WORLD.lan;
const UNDO_AFTER_S = 60;

async function measure(rounds: number): Promise<Readonly<Record<string, readonly number[]>>> {
  const lab = await createLab();
  try {
    const backend = await RemoteBackend.start(lab);
    for (const step of recoveryPlan(targetOf(FACTORY_SETTINGS))) await backend.execute(step);
    const times: Record<string, number[]> = {};
    const timed = async <Result>(part: string, run: () => Promise<Result>): Promise<Result> => {
      const begun_ms = performance.now();
      const result = await run();
      times[part] = [...(times[part] ?? []), performance.now() - begun_ms];
      return result;
    };
    for (let round = 0; round < rounds; round++) {
      for (const method of ['static', 'dhcp'] as const) {
        const wanted = settingsOf(method);
        const undo = await timed(`${method}.arm`, () => backend.arm(UNDO_AFTER_S));
        await timed(`${method}.apply`, () => backend.execute(stepOf(wanted)));
        await timed(`${method}.compare`, () => backend.compare(targetOf(wanted)));
        await timed(`${method}.verify`, () => backend.verify(targetOf(wanted)));
        await timed(`${method}.commit`, () => backend.commit());
        await timed(`${method}.disarm`, () => backend.disarm(undo));
      }
      const undo = await backend.arm(UNDO_AFTER_S);
      await backend.execute(stepOf(settingsOf('static')));
      await timed('undo', () => backend.undo(undo));
    }
    await backend.stop();
    return times;
  } finally {
    await lab.close();
  }
}

function settingsOf(method: 'static' | 'dhcp'): Settings {
  const fixed = staticIpv4({ address: ip(free), gateway: ip(gateway), dns: [ip(dns)] });
  const ipv4: Ipv4Settings = method === 'dhcp' ? { method } : fixed;
  return { ...FACTORY_SETTINGS, lan: { ipv4, ipv6: false } };
}

function stepOf({ lan, platform }: Settings): Step {
  return { kind: 'configure-lan', ipv4: lan.ipv4, ipv6: lan.ipv6, routes: platform.routes };
}

measure(Number(process.argv[2])).then(
  (times) => process.stdout.write(JSON.stringify(times)),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
