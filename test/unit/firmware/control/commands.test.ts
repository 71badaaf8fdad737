import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statusCommand } from '../../../../firmware/control/commands/status.ts';
import { updateCommand } from '../../../../firmware/control/commands/update.ts';
import { watchCommand } from '../../../../firmware/control/commands/watch.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { LED_NAMES } from '../../../../menus/leds.ts';
import { message } from '../../../../menus/words/messages.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { ipv4 as ipv4Of, LAN_STATIC, prefix, vlan, WAN_STATIC } from '../samples.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';

let directory: string;
let socket: string;
let parts: FakeParts;
let control: Control;
let out: string[];
let err: string[];

const output = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };

beforeEach(async () => {
  directory = temporaryDirectory();
  socket = join(directory, 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path: socket, group: 'root' });
  out = [];
  err = [];
});

afterEach(async () => {
  await control.close();
});

const update = (...args: string[]) => updateCommand([...args, '--socket', socket], output);

describe('bezel update', () => {
  it('starts an update, tells how far it is, and ends it', async () => {
    expect(await update('start', '--message', 'Downloading')).toBe(0);
    expect(parts.daemon.value.update).toEqual({ state: 'running', percent: 0, message: 'Downloading' });
    expect(await update('progress', '--percent', '18.5')).toBe(0);
    expect(parts.daemon.value.update).toMatchObject({ percent: 18.5 });
    expect(await update('progress')).toBe(0);
    expect(parts.daemon.value.update).toMatchObject({ percent: null });
    expect(await update('done')).toBe(0);
    expect(parts.daemon.finished).toEqual(['done', 'released']);
    expect([out, err]).toEqual([[], []]);
  });

  it('answers in JSON when asked', async () => {
    expect(await update('start', '--json')).toBe(0);
    expect(JSON.parse(out.join(''))).toMatchObject({ update: { state: 'running' }, lease_s: 60 });
  });

  it('says what the daemon refuses and why, and ends with 1', async () => {
    expect(await update('fail')).toBe(1);
    expect(err.join()).toContain('No software update is running');
    expect(await update('progress', '--percent', '200')).toBe(1);
    expect(err.join()).toContain('/percent expected a number from 0 to 100');
  });

  it('gives the problem as JSON when asked', async () => {
    expect(await update('fail', '--json')).toBe(1);
    expect(JSON.parse(out.join(''))).toMatchObject({ status: 409, type: '/problems/no-update-running' });
  });

  it.each([
    [[]],
    [['pause']],
    [['start', 'now']],
    [['progress', '--percent', 'half']],
    [['start', '--colour', 'red']],
  ])('shows its usage for %j and ends with 64', async (args) => {
    expect(await update(...args)).toBe(64);
    expect(err.join()).toContain('Usage: bezel update');
  });

  it.each([
    ["Unknown option '--colour'", ['start', '--colour', 'red']],
    ["Unexpected argument 'now'", ['start', 'now']],
  ])('says what is wrong: %s', async (wrong, args) => {
    await update(...args);
    expect(err[0]?.split('\n')[0]).toBe(`bezel: ${wrong}`);
  });

  it('shows its usage on request', async () => {
    expect(await update('--help')).toBe(0);
    expect(out.join()).toContain('Usage: bezel update');
  });

  it('says that no daemon answers, and ends with 69', async () => {
    await control.close();
    expect(await update('start')).toBe(69);
    expect(err).toEqual([`bezel: no daemon answers at ${socket}; is it running? (systemctl status bezel)`]);
  });
});

describe('bezel status', () => {
  it('shows the appliance in a few lines', async () => {
    parts.daemon.updates.running(18, 'Downloading');
    expect(await statusCommand(['--socket', socket], output)).toBe(0);
    expect(out.join('\n').split('\n')).toEqual([
      'Appliance    is_acme, serial 30123, version 1.2.3',
      'LAN          lan0: no address',
      '             gateway none, DNS none',
      '             no link',
      'IPv6         disabled',
      'VLAN         none',
      'Proxy        proxy.example:3128, user scanner',
      'Time         2026-11-29 08:00 UTC',
      'Uptime       1 d 2 h',
      'Last change  none',
      'Change       none running',
      'Platform     no contact yet',
      'Update       running 18 % Downloading',
      `LEDs         ${LED_NAMES.map((led) => `${led} ${led === 'S2' ? 'on' : 'off'}`).join(', ')}`,
      'Session      panel: cfa635 on /dev/ttyS1, silent',
    ]);
  });

  it('shows all that an operator asks of the network, the clock and the last change', async () => {
    const { network, platform } = parts.daemon.value;
    const ipv4 = { address: ipv4Of('203.0.113.10'), prefixLength: prefix(29), origin: 'static' } as const;
    const wan = {
      ...network.lan,
      name: 'wan0',
      mac: '02:00:00:00:02:02',
      state: { kind: 'ready' },
      carrier: true,
      speed_mbps: 1000,
      duplex: 'full',
      ipv4,
      gateway: ipv4Of('203.0.113.9'),
      dns: [ipv4Of('1.1.1.1'), ipv4Of('8.8.8.8')],
    } as const;
    parts.daemon.change({
      wanted: {
        ...parts.daemon.value.wanted,
        wan: WAN_STATIC,
        proxy: null,
        lan: { ipv4: LAN_STATIC, ipv6: true },
      },
      network: { ...network, wan, vlan: { id: vlan(7, '10.7.0.2').id, ipv4 } },
      platform: { ...platform, connected: true, lastPoll_ms: Date.UTC(2026, 10, 29, 7, 57) },
      time: { now_ms: 0, uptime_s: 60, isSet: false },
      lastChange: { title: 'wan', at_ms: Date.UTC(2026, 10, 28, 22, 4), by: 'console tty1' },
    });
    expect(await statusCommand(['--socket', socket], output)).toBe(0);
    const lines = out.join('\n').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'WAN          wan0: 203.0.113.10/29 (static)',
        '             gateway 203.0.113.9, DNS 1.1.1.1, 8.8.8.8',
        '             1000 Mbit/s, full duplex, MAC 02:00:00:00:02:02',
        'IPv6         no address',
        'VLAN         7: 203.0.113.10/29 (static)',
        'Proxy        none',
        'Time         1970-01-01 00:00 UTC (the clock is not set)',
        'Last change  WAN interface, 2026-11-28 22:04 UTC, from console tty1',
        'Platform     connected, last contact 2026-11-29 07:57 UTC',
      ]),
    );
    out.length = 0;
    parts.daemon.change({ wanted: { ...parts.daemon.value.wanted, wan: null } });
    expect(await statusCommand(['--socket', socket], output)).toBe(0);
    expect(out.join('\n')).toContain(
      'WAN          wan0: disabled\n             1000 Mbit/s, full duplex, MAC 02',
    );
  });

  it.each([
    [{ kind: 'absent', present: ['enp6s18'] }, 'no such interface (there are: enp6s18)'],
    [
      { kind: 'unmanaged', by: 'ifupdown', file: '/etc/network/interfaces' },
      'not managed by NetworkManager: ifupdown holds it (/etc/network/interfaces)',
    ],
    [{ kind: 'not-ready' }, 'not ready yet'],
  ] as const)('says what is wrong with a port: %j', async (state, text) => {
    const { network } = parts.daemon.value;
    parts.daemon.change({ network: { ...network, lan: { ...network.lan, state } } });
    expect(await statusCommand(['--socket', socket], output)).toBe(0);
    expect(out.join('\n')).toContain(text);
  });

  it('says so when the appliance has no serial number', async () => {
    parts.daemon.change({ serial: '' });
    expect(await statusCommand(['--socket', socket], output)).toBe(0);
    expect(out.join('\n')).toContain('is_acme, no serial number, version 1.2.3');
  });

  it('gives the whole status as JSON, without secrets', async () => {
    expect(await statusCommand(['--json', '--socket', socket], output)).toBe(0);
    expect(JSON.parse(out.join(''))).toMatchObject({ appliance: { name: 'is_acme' } });
    expect(out.join('')).not.toContain('hunter2');
  });
});

describe('bezel watch', () => {
  it('prints the status, then each change, and says when the daemon has stopped', async () => {
    const watching = watchCommand(['--json', '--socket', socket], output);
    while (out.length < 1) await new Promise((resolve) => setImmediate(resolve));
    parts.daemon.change({
      notices: [{ id: 1, severity: 'info', message: message('change-kept', { cause: 'restarted' }) }],
    });
    while (out.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await control.close();
    expect(await watching).toBe(69);
    expect(out.map((line) => JSON.parse(line).event)).toEqual(['status', 'notices']);
    expect(err).toEqual(['bezel: the daemon has stopped']);
  });
});
