import { describe, expect, it } from 'vitest';
import { goTo, HostReader } from '../../../../drivers/matrix-orbital/codec.ts';
import { createMatrixOrbitalPanel } from '../../../../drivers/matrix-orbital/driver.ts';
import { VirtualMatrixOrbital } from '../../../../drivers/matrix-orbital/virtual-panel.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { frameOf, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import type { KeyEdge } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function running() {
  const clock = new SimulatedClock(1_000_000);
  const virtual = new VirtualMatrixOrbital({ clock });
  const edges: KeyEdge[] = [];
  const panel = createMatrixOrbitalPanel({ connect: virtual.connect, clock, name: 'lk204', baud: 19_200 });
  panel.start({ onEdge: (edge) => edges.push(edge), onLink: () => {} });
  panel.show(frameOf(GEOMETRY_20X4, ['SETUP NETWORK']));
  clock.advance(2000);
  return { clock, virtual, panel, edges, told: () => edges.map(({ key, edge }) => `${key} ${edge}`) };
}

describe('an LK204-25', () => {
  it('repeats a held key only as press and release: the host repeats', () => {
    const { clock, virtual, told } = running();
    virtual.press('UP');
    clock.advance(3000);
    virtual.release('UP');
    clock.advance(100);
    expect(told()).toEqual(['UP press', 'UP release']);
  });

  it('that reset itself with a key down does not leave the key down for ever', () => {
    const { clock, virtual, told } = running();
    virtual.press('UP');
    clock.advance(100);
    virtual.faults.reset();
    virtual.release('UP');
    clock.advance(60_000);
    expect(told()).toEqual(['UP press', 'UP release']);
  });

  it('takes contrast and brightness as far as 250 of 255, and darkness as off', () => {
    const { clock, virtual, panel } = running();
    panel.setDisplay({ contrast_percent: 40, brightness_percent: 100 });
    clock.advance(100);
    expect(virtual.frame()).toMatchObject({ contrast: 100, brightness: 250 });
    panel.setDisplay({ contrast_percent: 100, brightness_percent: 0 });
    clock.advance(100);
    expect(virtual.frame()).toMatchObject({ contrast: 250, brightness: 0 });
  });
});

describe('an LK204-25 with older firmware', () => {
  function older(unknown: VirtualMatrixOrbital['unknown']) {
    const clock = new SimulatedClock(1_000_000);
    const virtual = new VirtualMatrixOrbital({ clock });
    virtual.unknown = unknown;
    const links: PanelLink[] = [];
    const told: string[] = [];
    const panel = createMatrixOrbitalPanel({ connect: virtual.connect, clock, name: 'lk204', baud: 19_200 });
    panel.show(frameOf(GEOMETRY_20X4, ['0123456789ABCDEFGHIJ', 'B', 'C', '0123456789ABCDEFGHIJ']));
    panel.start({
      onEdge: ({ key, edge }) => told.push(`${key} ${edge}`),
      onLink: (link) => links.push(link),
    });
    clock.advance(3000);
    return { clock, virtual, panel, links, told };
  }

  it('that answers no question is connected from its first key on, and stays so', () => {
    const { clock, virtual, links, told } = older(['moduleType', 'version', 'serialNumber']);
    virtual.press('UP');
    clock.advance(100);
    virtual.release('UP');
    clock.advance(600_000);
    expect(links.map(({ state }) => state)).toEqual(['silent', 'connected']);
    expect(told).toEqual(['UP press', 'UP release']);
  });

  it('shows no stray character where it does not know a command of the set-up', () => {
    const { clock, virtual, panel } = older(['remember', 'keyMode']);
    const right = virtual.frame().rows.join();
    for (let step = 0; step < 1000; step++) {
      clock.advance(13);
      expect(virtual.frame().rows.join().slice(0, -1)).toBe(right.slice(0, -1));
    }
    panel.show(frameOf(GEOMETRY_20X4, ['OTHER']));
    clock.advance(2000);
    expect(virtual.frame().rows[0]?.trimEnd()).toBe('OTHER');
  });

  it('that sends no release takes a press as a tap, however long it is held', () => {
    const { clock, virtual, told } = older(['keyMode']);
    virtual.press('ENTER');
    clock.advance(3000);
    virtual.release('ENTER');
    clock.advance(20_000);
    expect(told).toEqual(['ENTER press', 'ENTER release']);
  });
});

describe('host bytes of an LK204-25', () => {
  it('are text, and commands with their arguments after FE', () => {
    const reader = new HostReader();
    expect(reader.push(Uint8Array.from([...goTo(0, 3), 0x41, 0xfe]))).toEqual([
      { kind: 'command', name: 'goTo', parameters: [1, 4] },
      { kind: 'text', code: 0x41 },
    ]);
    expect(reader.push(Uint8Array.of(0x57, 2))).toEqual([
      { kind: 'command', name: 'outputOn', parameters: [2] },
    ]);
  });

  it('of an unknown command are swallowed with it, its arguments are text', () => {
    expect(new HostReader().push(Uint8Array.of(0xfe, 0x02, 0x41))).toEqual([{ kind: 'text', code: 0x41 }]);
  });
});
