/** An appliance with the maximum number of platform VLANs: its NetworkManager, its kernel, and its wanted settings. */
import type { MethodCall } from '../../firmware/dbus/bus.ts';
import type { RunProgram } from '../../firmware/network/backends/networkmanager/process.ts';
import { decodePlatformVlans } from '../../menus/settings/platform.ts';
import { FACTORY_SETTINGS, type Settings } from '../../menus/settings/settings.ts';
import { FakeBus, readInterfaces } from './fake-bus.ts';

const BASE = '/org/freedesktop/NetworkManager';
const MANAGED = 'GetManagedObjects';
const NM = 'org.freedesktop.NetworkManager';
const LAN = { name: 'lan0', address: '192.168.1.10', gateway: '192.168.1.1' } as const;

export function wantedWith(vlanCount: number): Settings {
  const netmask = '255.255.255.0';
  const vlans = Array.from({ length: vlanCount }, (_, index) => {
    const id = index + 1;
    return { id, address: addressOf(id), netmask, name: `vlan ${id}` };
  });
  const decoded = decodePlatformVlans(vlans, { vlans: vlanCount, routes: 0 });
  if (!decoded.ok) throw new Error('the VLANs of the bench are not valid');
  return { ...FACTORY_SETTINGS, platform: { vlans: decoded.value, routes: [] } };
}

/** The bus with a NetworkManager that has LAN and the VLANs in force, each under its profile. */
export async function busWith(vlanCount: number): Promise<FakeBus> {
  const bus = new PreparedBus();
  bus.objects.set(BASE, { [NM]: { Startup: ['b', false] } });
  addDevice(bus, 0, LAN.name, LAN.address, {
    [`${NM}.Device.Wired`]: {
      HwAddress: ['s', '02:00:00:00:00:01'],
      PermHwAddress: ['s', '02:00:00:00:00:01'],
      Carrier: ['b', true],
      Speed: ['u', 1000],
    },
  });
  for (let id = 1; id <= vlanCount; id++) {
    addDevice(bus, id, `bezel-vlan${id}`, addressOf(id), {
      [`${NM}.Device.Vlan`]: { VlanId: ['u', id], Carrier: ['b', true] },
    });
  }
  const profiles = Array.from({ length: vlanCount + 1 }, (_, id) => `${BASE}/Settings/${id}`);
  bus.answers.set('ListConnections', () => [profiles]);
  bus.answers.set('GetSettings', (_body, { path }) => {
    const id = Number(path.slice(path.lastIndexOf('/') + 1));
    const data = { address: ['s', addressOf(id)], prefix: ['u', 24] };
    const ipv4: Interfaces[string] =
      id === 0 ? { method: ['s', 'auto'] } : { method: ['s', 'manual'], 'address-data': ['aa{sv}', [data]] };
    return [readInterfaces({ connection: { id: ['s', profileOf(id)] }, ipv4 })];
  });
  await bus.prepare();
  return bus;
}

/** Builds its longest answer in advance, so that building it is not measured; gives it once. */
class PreparedBus extends FakeBus {
  #managed: readonly unknown[] | null = null;

  async prepare(): Promise<void> {
    this.#managed = await super.call({ destination: NM, path: BASE, interface: '', member: MANAGED });
    this.objects.clear();
  }

  override async call(call: MethodCall): Promise<readonly unknown[]> {
    const managed = this.#managed;
    if (call.member !== MANAGED || managed === null) return await super.call(call);
    this.#managed = null;
    return managed;
  }
}

/** The kernel's state, as `ip` prints it; no other host answers ARP. */
export function programsWith(vlanCount: number): RunProgram {
  const links = Array.from({ length: vlanCount + 1 }, (_, id) => ({
    ifindex: id + 2,
    link: id === 0 ? undefined : LAN.name,
    ifname: id === 0 ? LAN.name : `bezel-vlan${id}`,
    flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
    mtu: 1500,
    qdisc: 'noqueue',
    operstate: 'UP',
    group: 'default',
    txqlen: 1000,
    link_type: 'ether',
    address: '02:00:00:00:00:01',
    broadcast: 'ff:ff:ff:ff:ff:ff',
    promiscuity: 0,
    min_mtu: 0,
    max_mtu: 65_535,
    linkinfo:
      id === 0
        ? undefined
        : { info_kind: 'vlan', info_data: { protocol: '802.1Q', id, flags: ['REORDER_HDR'] } },
    inet6_addr_gen_mode: 'none',
    num_tx_queues: 1,
    num_rx_queues: 1,
    gso_max_size: 65_536,
    gso_max_segs: 65_535,
    addr_info: [
      {
        family: 'inet',
        local: id === 0 ? LAN.address : addressOf(id),
        prefixlen: 24,
        scope: 'global',
        noprefixroute: true,
        label: id === 0 ? LAN.name : `bezel-vlan${id}`,
        valid_life_time: 4_294_967_295,
        preferred_life_time: 4_294_967_295,
      },
    ],
  }));
  const ofKernel = { protocol: 'kernel', scope: 'link', flags: [] };
  const routes = links.flatMap(({ ifname: dev, addr_info: [info] }) => {
    const local = info?.local ?? '';
    const network = local.slice(0, local.lastIndexOf('.'));
    return [
      { dst: `${network}.0/24`, dev, ...ofKernel, prefsrc: local },
      { type: 'local', dst: local, dev, table: 'local', ...ofKernel },
      { type: 'broadcast', dst: `${network}.255`, dev, table: 'local', ...ofKernel },
    ];
  });
  const way = { dst: 'default', gateway: LAN.gateway, dev: LAN.name, protocol: 'static', flags: [] };
  const printed = {
    address: JSON.stringify(links),
    '-4 route': JSON.stringify([way, ...routes]),
  };
  return async (program, args) => {
    if (program !== 'ip') return { code: 0, stdout: 'Received 0 response(s)\n', stderr: '' };
    const asked = args.join(' ');
    const known = Object.entries(printed).find(([what]) => asked.includes(what));
    return { code: 0, stdout: known?.[1] ?? '[]', stderr: '' };
  };
}

/** Path of a VLAN's device; of LAN's for 0. */
export const devicePath = (id: number): string => `${BASE}/Devices/${id}`;

const profileOf = (id: number): string => (id === 0 ? 'bezel-lan' : `bezel-vlan-${id}`);
const addressOf = (id: number): string => `10.${1 + (id >> 8)}.${id & 255}.2`;

type Interfaces = Parameters<typeof readInterfaces>[0];

function addDevice(bus: FakeBus, id: number, name: string, address: string, kind: Interfaces): void {
  bus.objects.set(`${BASE}/IP4Config/${id}`, {
    [`${NM}.IP4Config`]: {
      AddressData: ['aa{sv}', [{ address: ['s', address], prefix: ['u', 24] }]],
      Gateway: ['s', id === 0 ? LAN.gateway : ''],
      // No server, so that the benchmark does not depend on this machine's DNS.
      NameserverData: ['aa{sv}', []],
    },
  });
  bus.objects.set(`${BASE}/DHCP4Config/${id}`, {
    [`${NM}.DHCP4Config`]: { Options: ['a{sv}', { ip_address: ['s', address] }] },
  });
  bus.objects.set(`${BASE}/ActiveConnection/${id}`, {
    [`${NM}.Connection.Active`]: { Id: ['s', profileOf(id)], State: ['u', 2] },
  });
  bus.objects.set(devicePath(id), {
    [`${NM}.Device`]: {
      Interface: ['s', name],
      State: ['u', 100],
      StateReason: ['(uu)', [100, 0]],
      ActiveConnection: ['o', `${BASE}/ActiveConnection/${id}`],
      Ip4Config: ['o', `${BASE}/IP4Config/${id}`],
      Ip6Config: ['o', '/'],
      Dhcp4Config: ['o', id === 0 ? `${BASE}/DHCP4Config/${id}` : '/'],
      HwAddress: ['s', '02:00:00:00:00:01'],
    },
    ...kind,
  });
}
