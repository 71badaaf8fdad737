import * as v from 'valibot';
import { profileNameOf } from './active-connection.ts';
import type { InForce } from './compare.ts';
import type { Context } from './context.ts';
import { failureOfCall } from './failures.ts';
import { readKernel } from './kernel.ts';
import { INTERFACE } from './names.ts';
import { ownedProfiles } from './profile-store.ts';
import { readProxyFile } from './proxy-file.ts';
import type { NetworkManagerService } from './service.ts';
import { sidesOf } from './wan-lease.ts';

const DNS_CONFIGURATION = v.object({
  Configuration: v.array(v.object({ nameservers: v.optional(v.array(v.string()), []) })),
});
/** A resolver on this machine (systemd-resolved, dnsmasq): resolv.conf names it instead of the servers in use. */
const LOCAL_RESOLVER = /^(127\.|::1$)/;

/** Reads back all that is in force: the kernel's state, NetworkManager's profiles, files. */
export async function readInForce(context: Context, signal: AbortSignal): Promise<InForce> {
  const { service, links, run, proxyFile } = context;
  try {
    const [kernel, profiles, proxy] = await Promise.all([
      readKernel(run, signal),
      ownedProfiles(service),
      readProxyFile(proxyFile),
    ]);
    const { lan, wan } = service.devices.ofLinks(links);
    const names = [lan, wan].flatMap((device) => device?.name ?? []);
    return {
      kernel,
      lan: lan?.name ?? null,
      wan: wan?.name ?? null,
      profiles: profiles.filter(({ parked }) => !parked),
      active: new Map(names.flatMap((name) => activeProfile(service, name))),
      nameservers: kernel.nameservers.every((server) => LOCAL_RESOLVER.test(server))
        ? nameserversOf(service)
        : kernel.nameservers,
      lanDns: lan?.ipv4.nameservers ?? [],
      wanDns: wan?.ipv4.nameservers ?? [],
      leased: { lan: lan?.leasedAddress ?? null, wan: wan?.leasedAddress ?? null },
      sides: sidesOf(context),
      proxyFile: proxy,
    };
  } catch (error) {
    throw failureOfCall('Reading back', error);
  }
}

function activeProfile(service: NetworkManagerService, name: string): [string, string][] {
  const profile = profileNameOf(service.objects, service.devices.named(name)?.active ?? null);
  return profile === null ? [] : [[name, profile]];
}

function nameserversOf(service: NetworkManagerService): string[] {
  const [path] = service.objects.withInterface(INTERFACE.dns);
  const dns = v.safeParse(
    DNS_CONFIGURATION,
    path === undefined ? {} : service.objects.get(path, INTERFACE.dns),
  );
  return dns.success ? dns.output.Configuration.flatMap(({ nameservers }) => nameservers) : [];
}
