import type { PlatformRoute } from '../../../../../menus/settings/parts/platform.ts';
import { cidr } from '../../../../../menus/values/address.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { linkProblem } from '../../../link-state.ts';
import type { LanStep } from '../../../parts/lan.ts';
import type { ByKind } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { type Asked, askDns, askGateway, type Finding, looked, TOOK } from '../questions.ts';
import { LINK_LOCAL_ADDRESS } from '../segments.ts';
import { addressingDifferences, differing } from './link.ts';
import type { SimulatedPart } from './part.ts';

export const executeLan: ByKind<[now: Target], Target, LanStep> = {
  'configure-lan': ({ ipv4, ipv6, routes }, now) => ({ ...now, lan: { ipv4, ipv6, routes } }),
};

export const lan: SimulatedPart = {
  compare: ({ lan: wanted }, { lan: inForce }) => [
    ...addressingDifferences('lan', wanted.ipv4, inForce.ipv4),
    ...differing('lan', 'ipv6', ipv6Text(wanted), ipv6Text(inForce)),
    ...differing('lan', 'route', routesText(wanted.routes), routesText(inForce.routes)),
  ],
  verification: (world, { lan: { ipv6 } }) => [
    {
      name: 'link',
      ask: () => looked(linkProblem('lan', world.status().lan)),
    },
    {
      name: 'address',
      ask: () => looked(world.status().lan.ipv4 === null ? message('no-lease', { link: 'lan' }) : null),
    },
    { name: 'gateway', ask: () => askGateway(world, 'lan') },
    { name: 'dns', ask: () => askDns(world, world.status().lan) },
    ...(ipv6 ? [{ name: 'ipv6', ask: () => askRouter(world) } as const] : []),
  ],
  test: () => [],
};

function ipv6Text({ ipv6 }: Target['lan']): string {
  return ipv6 ? LINK_LOCAL_ADDRESS : '';
}

function routesText(routes: readonly PlatformRoute[]): string {
  const texts = routes.map(({ target, gateway }) => `${cidr(target)} via ${gateway}`);
  return texts.sort().join(', ');
}

function askRouter(world: Asked): Finding {
  const advertised = world.status().lan.ipv6.some(({ origin }) => origin === 'router-advertisement');
  if (advertised) return looked(null);
  return { took_ms: TOOK.advertisementSilence, problem: message('no-router-advertised') };
}
