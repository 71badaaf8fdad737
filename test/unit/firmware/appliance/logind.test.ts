import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { blockersOf, holdPower } from '../../../../firmware/appliance/logind.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FakeBus } from '../../../support/fake-bus.ts';

/** `systemd-inhibit ... cat`: ends with its input. */
class FakeHolder extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stderr = new PassThrough();

  constructor() {
    super();
    this.stdin.resume().on('end', () => this.emit('exit', 0));
  }
}

function bench() {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const log = createLog({ clock, write: (line) => lines.push(line), level: 'info', levels: {} });
  const started: { readonly command: string; readonly holder: FakeHolder }[] = [];
  const hold = holdPower('a software update is not over', {
    clock,
    log,
    start: (program, args) => {
      const holder = new FakeHolder();
      started.push({ command: [program, ...args].join(' '), holder });
      // Of a child process only these events and streams are used.
      return holder as never;
    },
  });
  return { clock, lines, started, hold };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a hold on the power', () => {
  it('is a block lock at logind, which ends with the input of its holder', async () => {
    const { started, hold, clock } = bench();
    expect(started.map(({ command }) => command)).toEqual([
      'systemd-inhibit --what=shutdown --mode=block --who=Bezel --why=a software update is not over cat',
    ]);
    let isReleased = false;
    const released = hold.release().then(() => {
      isReleased = true;
    });
    expect(isReleased).toBe(false);
    await released;
    expect(clock.pendingCount).toBe(0);
  });

  it('is taken again where logind was not there yet, and says so once', async () => {
    const { started, clock, lines } = bench();
    for (let attempt = 1; attempt <= 3; attempt++) {
      const holder = started.at(-1)?.holder;
      holder?.stderr.write('Failed to inhibit: Access denied\n');
      await turn();
      holder?.emit('exit', 1);
      clock.advance(5000);
      expect(started).toHaveLength(attempt + 1);
    }
    expect(lines.filter((line) => line.includes('Access denied'))).toHaveLength(1);
  });

  it('is done without where systemd is not installed', async () => {
    const { started, hold, lines, clock } = bench();
    started[0]?.holder.emit('error', new Error('spawn systemd-inhibit ENOENT'));
    expect(lines.join()).toContain('ENOENT');
    await hold.release();
    clock.advance(60_000);
    expect(started).toHaveLength(1);
  });
});

describe('who blocks a reboot', () => {
  const who = async (...inhibitors: readonly (readonly [string, string, string, string])[]) => {
    const bus = new FakeBus();
    bus.answers.set('ListInhibitors', () => [inhibitors.map((each) => [...each, 0, 42])]);
    return blockersOf(bus);
  };

  it('is told with its reason', async () => {
    expect(await who(['shutdown:sleep', 'apt', 'packages are being installed', 'block'])).toEqual([
      { who: 'apt', why: 'packages are being installed' },
    ]);
  });

  it('is neither who only delays it, nor who blocks something else, nor this appliance', async () => {
    expect(
      await who(
        ['shutdown', 'Unattended Upgrades Shutdown', 'stop ongoing upgrades', 'delay'],
        ['handle-lid-switch', 'desktop', 'external monitor', 'block'],
        ['shutdown', 'player', 'a film', 'block-weak'],
        ['shutdown', 'Bezel', 'a software update is not over', 'block'],
      ),
    ).toEqual([]);
  });
});
