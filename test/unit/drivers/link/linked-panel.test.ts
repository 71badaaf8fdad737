import { describe, expect, it } from 'vitest';
import { LinkedPanel } from '../../../../drivers/link/linked-panel.ts';
import { memoryPair } from '../../../../drivers/memory-transport.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { BASIC_REPERTOIRE, GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

/** A panel whose protocol is one byte: 1 it answers, 0 it falls silent; it shows nothing. */
class TestPanel extends LinkedPanel {
  readonly geometry = GEOMETRY_16X2;
  readonly keys = new Set(PANEL_KEYS);
  readonly repertoire = BASIC_REPERTOIRE;
  readonly calls: string[] = [];
  isBusy = false;

  show(): void {}

  setDisplay(): void {}

  press(key: PanelKey): void {
    this.held.press(key);
  }

  finishWork(): void {
    this.isBusy = false;
    this.settled();
  }

  protected override opened(): void {
    this.calls.push('opened');
  }

  protected override received([byte]: Uint8Array): void {
    this.report(byte === 1 ? { state: 'connected', identity: 'TEST' } : { state: 'silent' });
  }

  protected override stopped(): void {
    this.calls.push('stopped');
  }

  protected override get isSettled(): boolean {
    return !this.isBusy;
  }
}

function started() {
  const clock = new SimulatedClock();
  const { connect, device } = memoryPair(clock);
  device.listen({});
  const panel = new TestPanel({ connect, clock, name: 'test' });
  const links: PanelLink['state'][] = [];
  const edges: string[] = [];
  panel.start({
    onLink: ({ state }) => links.push(state),
    onEdge: ({ key, edge }) => edges.push(`${key} ${edge}`),
  });
  clock.advance(1);
  const says = (byte: number): void => {
    device.write(Uint8Array.of(byte));
    clock.advance(1);
  };
  return { clock, device, panel, links, edges, says };
}

describe('a panel on a link', () => {
  it('reports the link when it changes, and only then', () => {
    const { clock, device, links, says } = started();
    for (const byte of [1, 1, 0, 0, 0, 1]) says(byte);
    device.unplug();
    clock.advance(60_000);
    device.plug();
    clock.advance(2000);
    says(1);
    expect(links).toEqual(['connected', 'silent', 'connected', 'absent', 'connected']);
  });

  it.each([
    ['falls silent', ({ says }: ReturnType<typeof started>) => says(0)],
    [
      'is unplugged',
      ({ device, clock }: ReturnType<typeof started>) => {
        device.unplug();
        clock.advance(1);
      },
    ],
  ])('releases its keys when it %s', (_how, lose) => {
    const rig = started();
    rig.says(1);
    rig.panel.press('UP');
    rig.panel.press('ENTER');
    lose(rig);
    expect(rig.edges).toEqual(['UP press', 'ENTER press', 'UP release', 'ENTER release']);
  });

  it('stops when the device is lost, and begins again when it is back', () => {
    const { clock, device, panel } = started();
    device.unplug();
    clock.advance(1);
    device.plug();
    clock.advance(2000);
    expect(panel.calls).toEqual(['opened', 'stopped', 'opened']);
  });

  it('closes at once when nothing is left to show', async () => {
    const { clock, device, panel } = started();
    await panel.close(60_000);
    clock.advance(1);
    expect(device.connected).toBe(false);
    expect(clock.pendingCount).toBe(0);
  });

  it('closes when what was left has been shown, however long its grace', async () => {
    const { clock, device, panel, edges } = started();
    panel.press('UP');
    panel.isBusy = true;
    const closed = panel.close(60_000);
    clock.advance(500);
    expect(device.connected).toBe(true);
    panel.finishWork();
    await closed;
    clock.advance(1);
    expect(device.connected).toBe(false);
    expect(edges).toEqual(['UP press', 'UP release']);
    expect(clock.pendingCount).toBe(0);
  });

  it('closes after its grace, whatever is left, and reports nothing afterwards', async () => {
    const { clock, device, panel, links } = started();
    panel.isBusy = true;
    const closed = panel.close(500);
    clock.advance(500);
    await closed;
    device.unplug();
    clock.advance(60_000);
    expect(links).toEqual([]);
  });

  it('is closed once: a second call waits for the first', async () => {
    const { clock, panel } = started();
    panel.isBusy = true;
    const both = Promise.all([panel.close(500), panel.close(60_000)]);
    clock.advance(500);
    await both;
    expect(panel.calls).toEqual(['opened', 'stopped']);
  });
});
