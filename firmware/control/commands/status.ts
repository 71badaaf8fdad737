import * as v from 'valibot';
import { eachLed, LED_NAMES } from '../../../menus/leds.ts';
import { minutesOf, utcText } from '../../../menus/words/duration.ts';
import { en } from '../../../menus/words/en.ts';
import { EXIT, type ExitCode, type Output } from '../../command-line/output.ts';
import { DEFAULT_SOCKET } from '../../default-socket.ts';
import { callControl } from '../client.ts';
import { runCommand } from './arguments.ts';

const { console } = en;

const USAGE = `Usage: bezel status [--json] [--socket PATH]

Shows the appliance's status: network, platform, a running software update, panels and consoles.

  --json          answer in JSON
  --socket PATH   control socket of the daemon (${DEFAULT_SOCKET})`;

const address = v.nullable(v.object({ address: v.string(), prefixLength: v.number(), origin: v.string() }));
const state = v.object({
  kind: v.string(),
  present: v.optional(v.array(v.string()), []),
  by: v.optional(v.string(), ''),
  file: v.optional(v.string(), ''),
});
const link = v.object({
  name: v.string(),
  mac: v.string(),
  state,
  speed_mbps: v.nullable(v.number()),
  duplex: v.nullable(v.picklist(['full', 'half'])),
  ipv4: address,
  ipv6: v.array(v.object({ address: v.string(), prefixLength: v.number() })),
  gateway: v.nullable(v.string()),
  dns: v.array(v.string()),
});

/** The part of the status that the text output shows; `--json` prints all of it. */
const status = v.object({
  appliance: v.object({ name: v.string(), serial: v.string(), version: v.string() }),
  settings: v.object({
    lan: v.object({ ipv6: v.boolean() }),
    wan: v.nullable(v.unknown()),
    proxy: v.nullable(v.object({ host: v.string(), port: v.number(), user: v.string() })),
  }),
  network: v.object({
    lan: link,
    wan: v.nullable(link),
    vlan: v.nullable(v.object({ id: v.number(), ipv4: address })),
  }),
  transaction: v.object({ phase: v.string() }),
  update: v.object({
    state: v.string(),
    percent: v.optional(v.nullable(v.number()), null),
    message: v.optional(v.string(), ''),
  }),
  platform: v.object({
    connected: v.nullable(v.boolean()),
    lastPoll: v.nullable(v.string()),
    scanRunning: v.boolean(),
    vlans: v.number(),
    ignored: v.array(v.object({ id: v.number(), reason: v.string() })),
  }),
  time: v.object({ now: v.string(), uptime_s: v.number(), isSet: v.boolean() }),
  lastChange: v.nullable(v.object({ text: v.string(), at: v.string(), by: v.string() })),
  notices: v.array(v.object({ severity: v.string(), text: v.string() })),
  leds: v.object(eachLed(() => v.boolean())),
  sessions: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      link: v.nullable(v.object({ state: v.string(), why: v.optional(v.string()) })),
    }),
  ),
});
type Status = v.InferOutput<typeof status>;

/** `bezel status`. */
export function statusCommand(args: readonly string[], output: Output): Promise<ExitCode> {
  return runCommand(args, output, {
    usage: USAGE,
    options: [],
    words: 0,
    async run({ socket, json }) {
      const document = await callControl(socket, 'GET', '/v1/status');
      output.out(json ? JSON.stringify(document) : statusText(v.parse(status, document)));
      return EXIT.done;
    },
  });
}

function statusText(of: Status): string {
  const { network, settings, time, lastChange } = of;
  return [
    row('Appliance', applianceLine(of.appliance)),
    ...linkRows('LAN', network.lan, true),
    ...(network.wan === null ? [] : linkRows('WAN', network.wan, settings.wan !== null)),
    row('IPv6', settings.lan.ipv6 ? ipv6Text(network.lan) : 'disabled'),
    row('VLAN', network.vlan === null ? 'none' : `${network.vlan.id}: ${addressText(network.vlan.ipv4)}`),
    row('Proxy', proxyText(settings.proxy)),
    row('Time', timeText(time)),
    row('Uptime', console.phrases.uptime({ minutes: minutesOf(time.uptime_s * 1000) })),
    row(
      'Last change',
      lastChange === null ? 'none' : `${lastChange.text}, ${utc(lastChange.at)}, from ${lastChange.by}`,
    ),
    row('Change', of.transaction.phase === 'none' ? 'none running' : of.transaction.phase),
    row('Platform', platformText(of.platform)),
    ...of.platform.ignored.map(({ id, reason }) => row('', `VLAN ${id} ignored: ${reason}`)),
    row('Update', updateText(of.update)),
    row('LEDs', LED_NAMES.map((led) => `${led} ${onOff(of.leds[led])}`).join(', ')),
    ...of.sessions.map(({ id, name, link }) =>
      row('Session', `${id}: ${name}${link === null ? '' : `, ${stateText(link)}`}`),
    ),
    ...of.notices.map(({ severity, text }) => row(severity === 'fault' ? 'Fault' : 'Notice', text)),
  ].join('\n');
}

function applianceLine({ name, serial, version }: Status['appliance']): string {
  return `${name}, ${serial === '' ? 'no serial number' : `serial ${serial}`}, version ${version}`;
}

/** Width of the first column, in cells. */
const LABEL_WIDTH = 13;
const row = (label: string, text: string) => label.padEnd(LABEL_WIDTH) + text;
const onOff = (lit: boolean) => (lit ? 'on' : 'off');

function stateText({ state, why }: { readonly state: string; readonly why?: string | undefined }): string {
  return why === undefined ? state : `${state}: ${why}`;
}

type Link = Status['network']['lan'];

/** Its port and MAC address also while it is not in use. */
function linkRows(label: string, link: Link, isUsed: boolean): readonly string[] {
  const { name, mac, state, speed_mbps, duplex, ipv4, gateway, dns } = link;
  const speed = speed_mbps === null ? 'link up' : console.phrases.speed({ mbps: speed_mbps, duplex });
  const port = row('', [conditionText(state) ?? speed, ...(mac === '' ? [] : [`MAC ${mac}`])].join(', '));
  if (!isUsed) return [row(label, `${name}: disabled`), port];
  const servers = dns.length === 0 ? 'none' : dns.join(', ');
  return [
    row(label, `${name}: ${addressText(ipv4)}`),
    row('', `gateway ${gateway ?? 'none'}, DNS ${servers}`),
    port,
  ];
}

function addressText(ipv4: Link['ipv4']): string {
  return ipv4 === null ? 'no address' : `${ipv4.address}/${ipv4.prefixLength} (${ipv4.origin})`;
}

function ipv6Text({ ipv6 }: Link): string {
  return ipv6.length === 0
    ? 'no address'
    : ipv6.map(({ address, prefixLength }) => `${address}/${prefixLength}`).join(', ');
}

function proxyText(proxy: Status['settings']['proxy']): string {
  if (proxy === null) return 'none';
  return `${proxy.host}:${proxy.port}${proxy.user === '' ? '' : `, user ${proxy.user}`}`;
}

const utc = (time: string) => `${utcText(Date.parse(time))} UTC`;

function timeText({ now, isSet }: Status['time']): string {
  return `${utc(now)}${isSet ? '' : ' (the clock is not set)'}`;
}

/** null: nothing is wrong with it. */
function conditionText({ kind, present, by, file }: v.InferOutput<typeof state>): string | null {
  switch (kind) {
    case 'absent':
      return `no such interface (there are: ${present.join(', ') || 'none'})`;
    case 'unmanaged':
      return `not managed by NetworkManager${by === '' ? '' : `: ${by} holds it`}${file === '' ? '' : ` (${file})`}`;
    case 'no-carrier':
      return 'no link';
    case 'not-ready':
      return 'not ready yet';
    default:
      return null;
  }
}

function platformText({ connected, lastPoll, scanRunning, vlans }: Status['platform']): string {
  const reached = connected === null ? 'no contact yet' : connected ? 'connected' : 'not connected';
  const polled = lastPoll === null ? '' : `, last contact ${utc(lastPoll)}`;
  return `${reached}${polled}${vlans === 0 ? '' : `, ${vlans} VLANs`}${scanRunning ? ', scan running' : ''}`;
}

export function updateText({ state, percent, message }: Status['update']): string {
  if (state === 'none') return 'none running';
  return [state, percent === null ? '' : `${percent} %`, message].filter((part) => part !== '').join(' ');
}
