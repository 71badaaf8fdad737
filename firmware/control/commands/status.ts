import * as v from 'valibot';
import { eachLed, LED_NAMES } from '../../../menus/leds.ts';
import { EXIT, type ExitCode, type Output } from '../../command-line/output.ts';
import { DEFAULT_SOCKET } from '../../default-socket.ts';
import { callControl } from '../client.ts';
import { runCommand } from './arguments.ts';

const USAGE = `Usage: bezel status [--json] [--socket PATH]

Shows the appliance's status: network, platform, a running software update, panels and consoles.

  --json          answer in JSON
  --socket PATH   control socket of the daemon (${DEFAULT_SOCKET})`;

const address = v.nullable(v.object({ address: v.string(), prefixLength: v.number(), origin: v.string() }));
const link = v.object({ name: v.string(), carrier: v.boolean(), ipv4: address });

/** The part of the status that the text output shows; `--json` prints all of it. */
const status = v.object({
  appliance: v.object({ name: v.string(), serial: v.string(), version: v.string() }),
  network: v.object({ lan: link, wan: v.nullable(link) }),
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
  const wan = of.network.wan === null ? [] : [row('WAN', linkText(of.network.wan))];
  return [
    row('Appliance', applianceLine(of.appliance)),
    row('LAN', linkText(of.network.lan)),
    ...wan,
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
const LABEL_WIDTH = 11;
const row = (label: string, text: string) => label.padEnd(LABEL_WIDTH) + text;
const onOff = (lit: boolean) => (lit ? 'on' : 'off');

function stateText({ state, why }: { readonly state: string; readonly why?: string | undefined }): string {
  return why === undefined ? state : `${state}: ${why}`;
}

function linkText({ name, carrier, ipv4 }: Status['network']['lan']): string {
  const where = ipv4 === null ? 'no address' : `${ipv4.address}/${ipv4.prefixLength} (${ipv4.origin})`;
  return `${name}: ${where}${carrier ? '' : ', no link'}`;
}

function platformText({ connected, lastPoll, scanRunning, vlans }: Status['platform']): string {
  const reached = connected === null ? 'no contact yet' : connected ? 'connected' : 'not connected';
  const polled = lastPoll === null ? '' : `, last poll ${lastPoll}`;
  return `${reached}${polled}${vlans === 0 ? '' : `, ${vlans} VLANs`}${scanRunning ? ', scan running' : ''}`;
}

export function updateText({ state, percent, message }: Status['update']): string {
  if (state === 'none') return 'none running';
  return [state, percent === null ? '' : `${percent} %`, message].filter((part) => part !== '').join(' ');
}
