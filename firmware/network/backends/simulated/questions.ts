import type { Check } from '../../../../menus/appliance.ts';
import type { CheckName, LinkStatus, NetworkStatus } from '../../../../menus/network-status.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import { type Message, message, type NetworkErrorCode } from '../../../../menus/words/messages.ts';
import { failed, passed } from '../../checks.ts';
import type { Target } from '../../target.ts';
import { isBeyondGateway, isDnsServer, segmentOf } from './segments.ts';
import type { Switches } from './switches.ts';

/** What the questions are put to. */
export interface Asked {
  readonly switches: Switches;
  readonly configured: Target;
  status(): NetworkStatus;
  hasCarrier(link: LinkRole): boolean;
}

/** One answer: how long it takes, and what is wrong. null: all is well. */
export interface Finding {
  readonly took_ms: number;
  readonly problem: Message<NetworkErrorCode> | null;
}

export interface Question {
  readonly name: CheckName;
  readonly ask: () => Finding;
}

/** How long an answer takes, and how long silence is waited for. In milliseconds, from a lab with real programs. */
export const TOOK = {
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

export function checkOf(name: CheckName, { problem }: Finding): Check {
  if (problem === null) return passed(name, 'ok');
  return failed(name, problem, `${problem.code} ${JSON.stringify(problem.values)}`);
}

/** A finding that takes no more than a look at what is there. */
export function looked(problem: Message<NetworkErrorCode> | null): Finding {
  return { took_ms: TOOK.look, problem };
}

function gatewayAnswers(world: Asked, link: LinkRole): boolean {
  const status = world.status()[link];
  return (
    world.switches.gateway &&
    world.hasCarrier(link) &&
    status !== null &&
    status.gateway === segmentOf(link).gateway
  );
}

export function askGateway(world: Asked, link: LinkRole): Finding {
  if (gatewayAnswers(world, link)) return { took_ms: TOOK.arp, problem: null };
  const gateway = world.status()[link]?.gateway ?? null;
  return { took_ms: TOOK.arpSilence, problem: message('gateway-silent', { gateway }) };
}

export function askDns(world: Asked, { carrier, dns }: LinkStatus): Finding {
  const answers =
    world.switches.dns &&
    carrier &&
    dns.some((server) => isDnsServer(server) && (!isBeyondGateway(server) || gatewayAnswers(world, 'lan')));
  if (answers) return { took_ms: TOOK.dns, problem: null };
  return { took_ms: TOOK.dnsSilence, problem: message('dns-silent', { servers: dns }) };
}

/** TEST NETWORK's last question. */
export function askPlatform(world: Asked, wanted: Target): Finding {
  const { switches } = world;
  const wayThere =
    gatewayAnswers(world, wanted.wan === null ? 'lan' : 'wan') &&
    switches.dns &&
    (wanted.proxy === null || switches.proxy === 'answers');
  if (switches.platform && wayThere) return { took_ms: TOOK.platform, problem: null };
  return { took_ms: TOOK.platformSilence, problem: message('platform-unreachable') };
}
