import { recoveryPlan, type Step } from '../../../firmware/network/plan.ts';
import { FACTORY_SETTINGS, type Ipv4Settings, type Settings } from '../../../menus/settings/types.ts';
import { ip, staticIpv4 } from '../../support/appliance.ts';
import { createLab } from '../../system/network/lab/lab.ts';
import { RemoteBackend } from '../../system/network/lab/remote-backend.ts';
import type { Figure, Measure } from '../report.ts';
import { summarize } from '../statistics.ts';

const PARTS = {
  arm: 'checkpoint made',
  dhcp: 'LAN set to DHCP: profile stored, activated, lease taken from a server that answers at once',
  static: "LAN set static: the same, NetworkManager's own conflict probe of up to 0.2 s in it",
  compare: 'read back: kernel, profiles, resolv.conf, proxy file',
  verify: 'verified: carrier, address, gateway by ARP, DNS; all answer at once',
  disarm: 'checkpoint destroyed',
  undo: 'rolled back instead, and settled',
} as const;
type Part = keyof typeof PARTS;

/** Parts of a change to DHCP that are Bezel's and NetworkManager's own work; nobody is waited for. */
const OVERHEAD = ['arm', 'dhcp', 'compare', 'verify', 'disarm'] as const satisfies readonly Part[];

/** What a change costs on a real NetworkManager. Needs root and the packages of `test/system/network`. */
export const network: Measure = {
  name: 'network',
  what: 'a network change through NetworkManager, in namespaces, without waiting for the world or the operator',
  async run({ pick }) {
    if (process.getuid?.() !== 0) return [];
    const lab = await createLab();
    try {
      const backend = await RemoteBackend.start(lab);
      for (const step of recoveryPlan(FACTORY_SETTINGS)) await backend.execute(step);
      const times = new Map<Part, number[]>();
      const timed = async <Result>(part: Part, run: () => Promise<Result>): Promise<Result> => {
        const begun_ms = performance.now();
        const result = await run();
        times.set(part, [...(times.get(part) ?? []), performance.now() - begun_ms]);
        return result;
      };
      const rounds = pick(20, 3);
      for (let round = 0; round < rounds; round++) {
        for (const part of ['static', 'dhcp'] as const) {
          const wanted = settingsOf(part);
          const undo = await timed('arm', () => backend.arm(60));
          await timed(part, () => backend.execute(stepOf(wanted)));
          await timed('compare', () => backend.compare(wanted));
          await timed('verify', () => backend.verify(wanted));
          await timed('disarm', () => backend.disarm(undo));
        }
        const undo = await backend.arm(60);
        await backend.execute(stepOf(settingsOf('static')));
        await timed('undo', () => backend.undo(undo));
      }
      await backend.stop();
      return figures(times, rounds);
    } finally {
      await lab.close();
    }
  },
};

function figures(times: ReadonlyMap<Part, readonly number[]>, rounds: number): Figure[] {
  const figure = (id: string, what: string, values: readonly number[]): Figure => ({
    id: `network.${id}`,
    subject: 'Bezel',
    what,
    unit: 'ms',
    value: summarize(values),
  });
  const whole = Array.from({ length: rounds }, (_, round) =>
    OVERHEAD.reduce((sum, part) => {
      const values = times.get(part) ?? [];
      // Every part but the step itself was measured twice a round; the second belongs to the change to DHCP.
      return sum + (values[values.length === rounds ? round : 2 * round + 1] ?? 0);
    }, 0),
  );
  return [
    figure('overhead', `a whole change to DHCP, kept: ${OVERHEAD.join(' + ')}`, whole),
    ...Object.entries(PARTS).map(([part, what]) => figure(part, what, timesOf(times, part))),
  ];
}

function timesOf(times: ReadonlyMap<string, readonly number[]>, part: string): readonly number[] {
  return times.get(part) ?? [];
}

function settingsOf(part: 'static' | 'dhcp'): Settings {
  const fixed = staticIpv4({ address: ip('10.77.0.20'), gateway: ip('10.77.0.1'), dns: [ip('10.77.0.53')] });
  const ipv4: Ipv4Settings = part === 'dhcp' ? { method: 'dhcp' } : fixed;
  return { ...FACTORY_SETTINGS, lan: { ipv4, ipv6: false } };
}

function stepOf({ lan, platform }: Settings): Step {
  return { kind: 'configure-lan', ipv4: lan.ipv4, ipv6: lan.ipv6, routes: platform.routes };
}
