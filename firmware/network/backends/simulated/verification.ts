import type { Check } from '../../../../menus/appliance.ts';
import type { CheckName, LinkStatus } from '../../../../menus/network-status.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import type { NetworkErrorCode } from '../../../../menus/words/messages.ts';
import type { LinkRole } from '../../backend.ts';
import { NETWORK_ERROR_MEANING, unspecified } from '../../errors.ts';
import { isBeyondGateway, isDnsServer } from './surroundings.ts';
import { type SimulatedWorld, segmentOf } from './world.ts';

/** One question to the world: how long the answer takes, and what is wrong. null: all is well. */
interface Finding {
  readonly took_ms: number;
  readonly wrong: NetworkErrorCode | null;
}

export interface Question {
  readonly name: CheckName;
  readonly ask: () => Finding;
}

/** How long an answer takes, and how long silence is waited for. In milliseconds, from a lab with real programs. */
const TOOK = {
  look: 5,
  arp: 15,
  arpSilence: 2000,
  dns: 25,
  dnsSilence: 3000,
  advertisementSilence: 10_000,
  proxy: 40,
  proxySilence: 5000,
  platform: 150,
  platformSilence: 8000,
} as const;

/** What verification asks after a change to `wanted`. */
export function verificationOf(world: SimulatedWorld, wanted: Settings): readonly Question[] {
  return [
    { name: 'link', ask: () => looked(world.hasCarrier('lan') ? null : 'no-carrier') },
    { name: 'address', ask: () => looked(world.status().lan.ipv4 === null ? 'no-lease' : null) },
    { name: 'gateway', ask: () => askGateway(world, 'lan') },
    { name: 'dns', ask: () => askDns(world, world.status().lan) },
    ...(wanted.lan.ipv6 ? [{ name: 'ipv6', ask: () => askRouter(world) } as const] : []),
    ...(wanted.wan === null ? [] : [{ name: 'wan', ask: () => askWan(world) } as const]),
    ...(wanted.vlan === null ? [] : [{ name: 'vlan', ask: () => askVlan(world) } as const]),
  ];
}

/** What TEST NETWORK asks beyond verification. */
export function outsideQuestions(world: SimulatedWorld, wanted: Settings): readonly Question[] {
  return [
    ...(wanted.proxy === null ? [] : [{ name: 'proxy', ask: () => askProxy(world) } as const]),
    { name: 'platform', ask: () => askPlatform(world, wanted) },
  ];
}

/** A finding in the words of the panel and the log. */
export function checkOf(name: CheckName, { wrong }: Finding): Check {
  if (wrong === null) return { name, result: 'ok', problem: null, log: 'ok' };
  return { name, result: 'failed', problem: unspecified(wrong), log: NETWORK_ERROR_MEANING[wrong] };
}

function looked(wrong: NetworkErrorCode | null): Finding {
  return { took_ms: TOOK.look, wrong };
}

function gatewayAnswers(world: SimulatedWorld, link: LinkRole): boolean {
  const status = world.status()[link];
  return (
    world.switches.gateway &&
    world.hasCarrier(link) &&
    status !== null &&
    status.gateway === segmentOf(link).gateway
  );
}

function askGateway(world: SimulatedWorld, link: LinkRole): Finding {
  return gatewayAnswers(world, link)
    ? { took_ms: TOOK.arp, wrong: null }
    : { took_ms: TOOK.arpSilence, wrong: 'gateway-silent' };
}

function askDns(world: SimulatedWorld, status: LinkStatus): Finding {
  const answered =
    world.switches.dns &&
    status.carrier &&
    status.dns.some(
      (server) => isDnsServer(server) && (!isBeyondGateway(server) || gatewayAnswers(world, 'lan')),
    );
  return answered ? { took_ms: TOOK.dns, wrong: null } : { took_ms: TOOK.dnsSilence, wrong: 'dns-silent' };
}

function askRouter(world: SimulatedWorld): Finding {
  const advertised = world.status().lan.ipv6.some(({ origin }) => origin === 'router-advertisement');
  if (advertised) return looked(null);
  return { took_ms: TOOK.advertisementSilence, wrong: 'no-router-advertised' };
}

function askWan(world: SimulatedWorld): Finding {
  if (!world.hasCarrier('wan')) return looked('no-carrier');
  if (world.switches.forwarding) return looked('forwarding-on');
  if (world.status().wan?.ipv4 === null) return looked('no-lease');
  return askGateway(world, 'wan');
}

function askVlan(world: SimulatedWorld): Finding {
  return looked(world.status().vlan === null ? 'vlan-refused' : null);
}

function askProxy(world: SimulatedWorld): Finding {
  switch (world.switches.proxy) {
    case 'answers':
      return { took_ms: TOOK.proxy, wrong: null };
    case 'refuses':
      return { took_ms: TOOK.proxy, wrong: 'proxy-refused' };
    case 'silent':
      return { took_ms: TOOK.proxySilence, wrong: 'proxy-silent' };
  }
}

function askPlatform(world: SimulatedWorld, wanted: Settings): Finding {
  const { switches } = world;
  const wayThere =
    gatewayAnswers(world, wanted.wan === null ? 'lan' : 'wan') &&
    switches.dns &&
    (wanted.proxy === null || switches.proxy === 'answers');
  return switches.platform && wayThere
    ? { took_ms: TOOK.platform, wrong: null }
    : { took_ms: TOOK.platformSilence, wrong: 'platform-unreachable' };
}
