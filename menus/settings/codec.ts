/**
 * Settings as versioned JSON, for the store, the journal and the control socket. Decoding is strict: an unknown
 * key, a missing one or a value in another notation is refused and named. The rules between settings are not
 * asked here (`checkSettings`).
 */
import type { Parsed } from './errors.ts';
import {
  hostPrefixLengthOf,
  parseDottedQuad,
  parseHost,
  parseIpv4,
  parsePassword,
  parseUser,
  portOf,
  prefixLengthOf,
  vlanIdOf,
} from './parse.ts';
import { PLATFORM_ENTRIES_MAX, readName, readRouteTarget } from './platform.ts';
import { complete, type Decoded, Reader } from './problems.ts';
import type {
  HostName,
  Ipv4Network,
  Ipv4Settings,
  LocalVlan,
  PlatformRoute,
  PlatformVlan,
  ProxySettings,
  Settings,
  StaticIpv4,
} from './types.ts';

/** Goes up when a reader of the old shape would misread the new one. */
const SETTINGS_VERSION = 1;

/** JSON with one order of keys, so equal settings have equal text. */
export interface EncodedSettings extends Settings {
  readonly version: typeof SETTINGS_VERSION;
}

function encodeIpv4(ipv4: Ipv4Settings): Ipv4Settings {
  if (ipv4.method === 'dhcp') return { method: 'dhcp' };
  const { address, prefixLength, gateway, dns } = ipv4;
  return { method: 'static', address, prefixLength, gateway, dns: [...dns] };
}

function encodeProxy({ host, port, user, password }: ProxySettings): ProxySettings {
  return { host, port, user, password };
}

/** The JSON value of settings, the proxy's password included: for root's files only, never for a log. */
export function encodeSettings(settings: Settings): EncodedSettings {
  const { lan, wan, vlan, proxy, platform } = settings;
  return {
    version: SETTINGS_VERSION,
    lan: { ipv4: encodeIpv4(lan.ipv4), ipv6: lan.ipv6 },
    wan: wan && encodeIpv4(wan),
    vlan: vlan && { id: vlan.id, address: vlan.address, prefixLength: vlan.prefixLength },
    proxy: proxy && encodeProxy(proxy),
    platform: {
      vlans: platform.vlans.map(({ id, address, prefixLength, name }) => ({
        id,
        address,
        prefixLength,
        name,
      })),
      routes: platform.routes.map(({ target, gateway, name }) => ({
        target: { address: target.address, prefixLength: target.prefixLength },
        gateway,
        name,
      })),
    },
  };
}

/** What is shown for a password that is set: the same for all, so that not even its length is told. */
const MASKED_PASSWORD = '********';

/** The same with the password masked: for status answers and logs. */
export function encodeSettingsMasked(settings: Settings): EncodedSettings {
  const encoded = encodeSettings(settings);
  if (!encoded.proxy?.password) return encoded;
  return { ...encoded, proxy: { ...encoded.proxy, password: MASKED_PASSWORD } };
}

/** Host names are stored in the one form that parsing gives. */
function canonicalHost(text: string): Parsed<HostName> {
  const parsed = parseHost(text);
  return parsed.ok && parsed.value !== text ? parseHost('') : parsed;
}

function readIpv4(reader: Reader, value: unknown, pointer: string): Ipv4Settings | undefined {
  if (typeof value === 'object' && value !== null && 'method' in value && value.method === 'dhcp') {
    return reader.object(value, pointer, ['method']) && { method: 'dhcp' };
  }
  const read = reader.object(value, pointer, ['method', 'address', 'prefixLength', 'gateway', 'dns']);
  if (!read) return undefined;
  return complete<StaticIpv4>({
    method:
      read.method === 'static' ? 'static' : reader.refuse(`${pointer}/method`, 'expected dhcp or static'),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
    gateway: reader.text(read.gateway, `${pointer}/gateway`, parseIpv4),
    dns: reader.array(read.dns, `${pointer}/dns`, { min: 1, max: 2 }, (server, at) =>
      reader.text(server, at, parseIpv4),
    ),
  });
}

function readVlan(reader: Reader, value: unknown, pointer: string): LocalVlan | undefined {
  const read = reader.object(value, pointer, ['id', 'address', 'prefixLength']);
  if (!read) return undefined;
  return complete<LocalVlan>({
    id: reader.number(read.id, `${pointer}/id`, vlanIdOf),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
  });
}

function readProxy(reader: Reader, value: unknown, pointer: string): ProxySettings | undefined {
  const read = reader.object(value, pointer, ['host', 'port', 'user', 'password']);
  if (!read) return undefined;
  return complete<ProxySettings>({
    host: reader.text(read.host, `${pointer}/host`, canonicalHost),
    port: reader.number(read.port, `${pointer}/port`, portOf),
    user: reader.text(read.user, `${pointer}/user`, parseUser),
    password: reader.text(read.password, `${pointer}/password`, parsePassword),
  });
}

function readPlatformVlan(reader: Reader, value: unknown, pointer: string): PlatformVlan | undefined {
  const read = reader.object(value, pointer, ['id', 'address', 'prefixLength', 'name']);
  if (!read) return undefined;
  return complete<PlatformVlan>({
    id: reader.number(read.id, `${pointer}/id`, vlanIdOf),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
    name: readName(reader, read.name, `${pointer}/name`),
  });
}

function readTarget(reader: Reader, value: unknown, pointer: string): Ipv4Network | undefined {
  const read = reader.object(value, pointer, ['address', 'prefixLength']);
  if (!read) return undefined;
  const target = complete<Ipv4Network>({
    address: reader.text(read.address, `${pointer}/address`, parseDottedQuad),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, prefixLengthOf),
  });
  return target && readRouteTarget(reader, target, pointer);
}

function readRoute(reader: Reader, value: unknown, pointer: string): PlatformRoute | undefined {
  const read = reader.object(value, pointer, ['target', 'gateway', 'name']);
  if (!read) return undefined;
  return complete<PlatformRoute>({
    target: readTarget(reader, read.target, `${pointer}/target`),
    gateway: reader.text(read.gateway, `${pointer}/gateway`, parseIpv4),
    name: readName(reader, read.name, `${pointer}/name`),
  });
}

function readLan(reader: Reader, value: unknown): Settings['lan'] | undefined {
  const read = reader.object(value, '/lan', ['ipv4', 'ipv6']);
  if (!read) return undefined;
  return complete<Settings['lan']>({
    ipv4: readIpv4(reader, read.ipv4, '/lan/ipv4'),
    ipv6: reader.boolean(read.ipv6, '/lan/ipv6'),
  });
}

function readPlatform(reader: Reader, value: unknown): Settings['platform'] | undefined {
  const read = reader.object(value, '/platform', ['vlans', 'routes']);
  if (!read) return undefined;
  const limit = { max: PLATFORM_ENTRIES_MAX };
  return complete<Settings['platform']>({
    vlans: reader.array(read.vlans, '/platform/vlans', limit, (vlan, at) =>
      readPlatformVlan(reader, vlan, at),
    ),
    routes: reader.array(read.routes, '/platform/routes', limit, (route, at) => readRoute(reader, route, at)),
  });
}

/** Settings from a JSON value, or every problem it has. Never throws on what `JSON.parse` can give. */
export function decodeSettings(value: unknown): Decoded<Settings> {
  const reader = new Reader();
  const read = reader.object(value, '', ['version', 'lan', 'wan', 'vlan', 'proxy', 'platform']);
  if (!read) return reader.result<Settings>(undefined);
  if (read.version !== SETTINGS_VERSION) reader.refuse('/version', `expected ${SETTINGS_VERSION}`);
  const settings = complete<Settings>({
    lan: readLan(reader, read.lan),
    wan: read.wan === null ? null : readIpv4(reader, read.wan, '/wan'),
    vlan: read.vlan === null ? null : readVlan(reader, read.vlan, '/vlan'),
    proxy: read.proxy === null ? null : readProxy(reader, read.proxy, '/proxy'),
    platform: readPlatform(reader, read.platform),
  });
  return reader.result(settings);
}
