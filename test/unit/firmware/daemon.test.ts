import { describe, expect, it } from 'vitest';
import { powerAlone } from '../../../firmware/appliance/machine-power.ts';
import { parseConfig } from '../../../firmware/config-file/load.ts';
import { type Daemon, type DaemonParts, startDaemon } from '../../../firmware/daemon.ts';
import { createLog } from '../../../firmware/log/log.ts';
import { createSimulatedBackend } from '../../../firmware/network/backends/simulated/backend.ts';
import { SimulatedWorld } from '../../../firmware/network/backends/simulated/world.ts';
import type { SessionOptions } from '../../../firmware/sessions/operator-session.ts';
import { StateError, unusableFiles } from '../../../firmware/state/files.ts';
import { GEOMETRY_20X4, WHOLE_REPERTOIRE } from '../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../menus/keys.ts';
import { LED_NAMES } from '../../../menus/leds.ts';
import { message } from '../../../menus/words/messages.ts';
import { MemoryDisk } from '../../../simulator/disk.ts';
import { simulatedTime } from '../../../simulator/time.ts';
import { lit } from '../../support/leds.ts';
import { proxy, STATIC_SETTINGS, settings, WAN_STATIC } from './samples.ts';
import { FakePanel } from './sessions/fake-panel.ts';

/** An appliance of simulated parts; `start` again is the daemon after its end. */
class Bench {
  readonly time = simulatedTime(0);
  readonly disk = new MemoryDisk();
  readonly world = new SimulatedWorld({ clock: this.time.clock });
  readonly lines: string[] = [];
  readonly lit: Record<string, boolean> = {};
  readonly acted: string[] = [];

  start(parts: Partial<DaemonParts> = {}, config = ''): Daemon {
    const { clock } = this.time;
    let count = 0;
    return startDaemon({
      config: parseConfig(config, 'test.toml'),
      clock,
      log: createLog({ clock, write: (line) => this.lines.push(line), level: 'info', levels: {} }),
      files: this.disk.files,
      backend: createSimulatedBackend(this.world),
      panels: [],
      leds: LED_NAMES.map((led) => ({
        led,
        light: {
          name: led,
          set: (on: boolean) => {
            this.lit[led] = on;
          },
          close: () => {
            this.lit[led] = false;
          },
        },
      })),
      power: powerAlone(async (action) => void this.acted.push(action)),
      random: (bytes) => {
        count += 1;
        return new Uint8Array(bytes).fill(count);
      },
      uptime_s: () => clock.now() / 1000,
      boot: 'boot-1',
      version: '1.2.3',
      ...parts,
    });
  }
}

const CONSOLE: SessionOptions = {
  name: 'console tty1',
  keys: new Set(PANEL_KEYS),
  geometry: { columns: 80, rows: 24 },
  repertoire: WHOLE_REPERTOIRE,
};

describe('a daemon', () => {
  it('tells who watches of sessions that come and go, and of panels lost and back', () => {
    const panel = new FakePanel(GEOMETRY_20X4);
    const daemon = new Bench().start({ panels: [panel] });
    const told: unknown[] = [];
    const stop = daemon.watchSessions(() =>
      told.push(daemon.sessions().map((session) => [session.id, session.link()?.state])),
    );
    panel.link({ state: 'connected', identity: 'CFA635' });
    panel.link({ state: 'absent', why: 'unplugged' });
    const console = daemon.openSession(CONSOLE);
    console.close();
    stop();
    panel.link({ state: 'silent' });
    expect(told).toEqual([
      [['panel', 'connected']],
      [['panel', 'absent']],
      [
        ['panel', 'absent'],
        ['console-1', undefined],
      ],
      [['panel', 'absent']],
    ]);
  });

  it('shows the menus before the network has answered', () => {
    const panel = new FakePanel();
    const bench = new Bench();
    bench.start({ panels: [panel] }, '[appliance]\nname = "is_lab"');
    expect(panel.text).toContain('is_lab');
  });

  it('shows its panel and leaves the network alone when its state directory cannot be used', async () => {
    const panel = new FakePanel();
    const bench = new Bench();
    bench.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    const before = bench.world.configured;
    const error = new StateError('/var/lib/bezel is read-only');
    const files = unusableFiles(error, () => {
      throw error;
    });
    const daemon = bench.start({ files, panels: [panel] });
    expect(panel.text).toContain('CANNOT SAVE');
    await bench.time.pass(5000);
    await daemon.booted;
    expect(bench.world.configured).toEqual(before);
    expect(await daemon.changeNetwork(STATIC_SETTINGS, 'platform')).toMatchObject({
      kind: 'refused',
      reason: message('store-failed'),
    });
  });

  it('knows its configuration, then the network', async () => {
    const bench = new Bench();
    const daemon = bench.start(
      {},
      '[appliance]\nserial = "29417"\n[network]\nwan = "wan0"\n[features]\nvlan = true',
    );
    expect(daemon.appliance()).toMatchObject({
      serial: '29417',
      version: '1.2.3',
      hasWan: true,
      features: { ipv6: false, vlan: true },
    });
    await bench.time.pass(1000);
    await daemon.booted;
    expect(daemon.appliance().network.lan).toMatchObject({
      ipv4: { address: '192.168.1.100', origin: 'dhcp' },
    });
  });

  it('lights S2 while an update runs, after a restart too, and darkens it at the end', async () => {
    const bench = new Bench();
    const daemon = bench.start();
    daemon.updates.running(10, 'x');
    expect(bench.lit.S2).toBe(true);
    const stopped = daemon.stop();
    await bench.time.pass(2000);
    await stopped;
    expect(bench.lit.S2).toBe(false);
    const again = bench.start();
    expect(bench.lit.S2).toBe(true);
    again.updates.finished('done');
    expect(bench.lit).toEqual(lit());
  });

  it('lights S1 while the platform is reached', async () => {
    const bench = new Bench();
    const daemon = bench.start();
    await daemon.applyPlatform({ report: { connected: true }, settings: {} });
    expect(bench.lit.S1).toBe(true);
    await daemon.applyPlatform({ report: { connected: false }, settings: {} });
    expect(bench.lit.S1).toBe(false);
  });

  it('sends the LEDs to the panel with the frames', () => {
    const panel = new FakePanel();
    const daemon = new Bench().start({ panels: [panel] });
    daemon.updates.running(1, 'x');
    expect(panel.frames.at(-1)?.leds).toEqual(lit('S2'));
  });

  it('changes the network without an operator when it is told to', async () => {
    const bench = new Bench();
    const daemon = bench.start({}, '[network]\nwan = "wan0"');
    await bench.time.pass(1000);
    const outcome = daemon.changeNetwork({ ...STATIC_SETTINGS, wan: WAN_STATIC }, 'platform');
    await bench.time.pass(60_000);
    expect(await outcome).toEqual({ kind: 'kept' });
    expect(daemon.appliance().wanted.wan).toEqual(WAN_STATIC);
  });

  it('serves consoles beside the panel, each for itself, under ids not used twice', async () => {
    const bench = new Bench();
    const daemon = bench.start({ panels: [new FakePanel(), new FakePanel()] });
    const first = daemon.openSession(CONSOLE);
    const second = daemon.openSession(CONSOLE);
    expect(daemon.sessions().map(({ id }) => id)).toEqual(['panel', 'panel-2', 'console-1', 'console-2']);
    await bench.time.pass(1000);
    const views: string[] = [];
    first.watch((view) => views.push(view.screen.kind));
    first.press({ type: 'KEY.ENTER' });
    await bench.time.settle();
    expect(first.view().screen.kind).toBe('menu');
    expect(second.view().screen.kind).toBe('status');
    expect(views).toContain('menu');
    first.close();
    first.close();
    expect(daemon.openSession(CONSOLE).id).toBe('console-3');
    expect(daemon.sessions()).toHaveLength(4);
  });

  it('never logs the password of a proxy, whoever writes the line', async () => {
    const bench = new Bench();
    const daemon = bench.start({
      power: powerAlone(() => Promise.reject(new Error('cannot reach http://user:hunter22@10.0.0.1'))),
    });
    await bench.time.pass(1000);
    const proxied = settings({
      proxy: proxy('10.0.0.1', 3128, 'user', 'hunter22'),
    });
    void daemon.changeNetwork(proxied, 'proxy');
    await bench.time.pass(60_000);
    await daemon.power({ action: 'reboot', despiteSilence: false });
    expect(bench.lines.join('\n')).toContain('cannot reach');
    expect(bench.lines.join('\n')).not.toContain('hunter22');
  });

  it('says goodbye on the panel and lets go of it', async () => {
    const bench = new Bench();
    const panel = new FakePanel();
    const daemon = bench.start({ panels: [panel] });
    await bench.time.pass(1000);
    const [stopped, again] = [daemon.stop(), daemon.stop()];
    expect(again).toBe(stopped);
    await bench.time.pass(2000);
    await stopped;
    expect(panel.text).toContain('GOODBYE');
    expect(panel.closedWithin_ms).toBeLessThan(2000);
  });

  it('says why it ends when it was asked to reboot', async () => {
    const bench = new Bench();
    const panel = new FakePanel(GEOMETRY_20X4);
    const daemon = bench.start({ panels: [panel] });
    await daemon.power({ action: 'reboot', despiteSilence: false });
    expect(bench.acted).toEqual(['reboot']);
    void daemon.stop();
    expect(panel.text).toContain('REBOOTING');
  });

  it('leaves no timer behind when it has ended', async () => {
    const bench = new Bench();
    const daemon = bench.start({ panels: [new FakePanel()] });
    daemon.openSession(CONSOLE);
    daemon.updates.running(1, 'x');
    await bench.time.pass(1000);
    void daemon.stop();
    await bench.time.pass(2000);
    expect(bench.time.clock).toMatchObject({ pendingCount: 0 });
  });

  it('ends in time even when the network service never answers', async () => {
    const bench = new Bench();
    const backend = createSimulatedBackend(bench.world);
    const daemon = bench.start({ backend: { ...backend, stop: () => new Promise(() => undefined) } });
    let ended = false;
    void daemon.stop().then(() => {
      ended = true;
    });
    expect(await bench.time.pass(1999, () => ended)).toBe(true);
  });

  it('tells about a damaged PIN file, and lets the operator in to set it again', () => {
    const bench = new Bench();
    bench.disk.files.write('pin.json', '{');
    const daemon = bench.start();
    expect(daemon.appliance().pinSet).toBe(false);
    expect(daemon.appliance().notices[0]?.message).toEqual(message('pin-damaged'));
    expect(bench.lines.join('\n')).toMatch(/level=error.*state file is damaged; set aside.*file=pin\.json/);
  });
});
