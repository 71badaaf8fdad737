import { describe, expect, it } from 'vitest';
import { createEzioPanel } from '../../../../drivers/ezio/driver.ts';
import { type EzioProfile, PLAIN_PROFILE, splitFor } from '../../../../drivers/ezio/profile.ts';
import { type EzioQuirks, VirtualEzio } from '../../../../drivers/ezio/virtual-panel.ts';
import { frameOf, GEOMETRY_16X2, GLYPHS } from '../../../../menus/frame.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

const busyFor = (ms: number) => ({ home: ms, cursor: ms, move: ms, poll: ms });

function running(quirks: Partial<EzioQuirks>, profile: Partial<EzioProfile> = {}) {
  const clock = new SimulatedClock(1_000_000);
  const virtual = new VirtualEzio({ clock });
  Object.assign(virtual.quirks, quirks);
  const panel = createEzioPanel({
    connect: virtual.connect,
    clock,
    name: 'ezio',
    baud: 2400,
    profile: { ...PLAIN_PROFILE, ...profile },
  });
  const presses: PanelKey[] = [];
  panel.show(frameOf(GEOMETRY_16X2, ['SETUP NETWORK', 'ENABLE']));
  panel.start({ onEdge: ({ key, edge }) => edge === 'press' && presses.push(key), onLink: () => {} });
  clock.advance(5000);
  return {
    clock,
    virtual,
    panel,
    presses,
    glass: () => virtual.frame().rows,
    tap(key: PanelKey, hold_ms: number) {
      virtual.press(key);
      clock.advance(hold_ms);
      virtual.release(key);
    },
  };
}

/** Twenty screens in turn, a press before each; how many were right after two seconds, and how many presses came. */
function twentyScreens(rig: ReturnType<typeof running>, key: PanelKey = 'DOWN') {
  let right = 0;
  for (let screen = 0; screen < 20; screen++) {
    rig.clock.advance(screen * 13);
    rig.tap(key, 80);
    const frame = frameOf(GEOMETRY_16X2, [`LAN IP ADDRESS ${screen % 10}`, `192.168.001.${100 + screen}`], {
      column: screen % 16,
      row: 1,
      style: 'underline',
    });
    rig.panel.show(frame);
    rig.clock.advance(4000);
    // Between a poll that shifts and the home behind it the glass is shifted, for two bytes' time.
    const looks = [0, 1, 2].map(() => {
      rig.clock.advance(9);
      return rig.glass().join() === frame.rows.join();
    });
    if (looks.includes(true)) right += 1;
  }
  return { right, presses: rig.presses.length };
}

describe('an EZIO or a relative that', () => {
  it.each([
    ['is busy for 2 ms after any command', { busy: busyFor(2) }, {}],
    ['is busy for 40 ms after home alone', { busy: { ...busyFor(0), home: 40 } }, {}],
    ['is busy for 10 ms after any command', { busy: busyFor(10) }, { pauses: { ...busyFor(10), home: 40 } }],
    ['shifts the glass with each key poll', { pollShifts: true }, { pollShifts: true, pauses: busyFor(0) }],
    ['has two stop bits', {}, { stopBits: 2 }],
  ] as const)('%s shows every screen right, and takes every press of 80 ms', (_name, quirks, profile) => {
    const { right, presses } = twentyScreens(running(quirks, profile));
    expect(right).toBe(20);
    expect(presses).toBeGreaterThanOrEqual(19);
  });

  it('is busy for 40 ms after any command shows every screen right, and takes presses of 200 ms', () => {
    const rig = running({ busy: busyFor(40) }, { pauses: busyFor(40) });
    const { right } = twentyScreens(rig);
    expect(right).toBe(20);
    const before = rig.presses.length;
    for (let press = 0; press < 20; press++) {
      rig.tap('UP', 200);
      rig.clock.advance(200 + press * 7);
    }
    expect(rig.presses.length - before).toBe(20);
  });

  it.each(['text', 'swallowed'] as const)(
    'cannot draw, its definitions %s, shows other signs and nothing else',
    (drawing) => {
      const rig = running({ drawing }, { drawsCharacters: false });
      rig.panel.show(
        frameOf(GEOMETRY_16X2, [
          `MENU         ${GLYPHS.upDown}${GLYPHS.enter}`,
          `${GLYPHS.lock}${GLYPHS.right} LAN`,
        ]),
      );
      rig.clock.advance(3000);
      const seen = new Set<string>();
      for (let step = 0; step < 400; step++) {
        rig.clock.advance(30);
        seen.add(rig.glass().join('|'));
      }
      expect([...seen]).toEqual([`MENU         |< |*→ LAN          `]);
    },
  );

  it('has keys in another order: DOWN acted as ENTER', () => {
    const keyCodes = { DOWN: 0xbb, EXIT: 0xbe, UP: 0xbd, ENTER: 0xb7 };
    const rig = running({ keyCodes }, { keyCodes });
    for (const key of ['UP', 'DOWN', 'ENTER', 'EXIT'] as const) {
      rig.tap(key, 100);
      rig.clock.advance(200);
    }
    expect(rig.presses).toEqual(['UP', 'DOWN', 'ENTER', 'EXIT']);
    rig.virtual.press('UP');
    rig.virtual.press('ENTER');
    rig.clock.advance(500);
    expect(rig.presses).toHaveLength(4);
  });

  it.each([0, 20, 60, 100])(
    'answers %i ms late: 95 of 100 presses of 80 ms are caught while text is sent',
    (answerDelay_ms) => {
      const rig = running({ answerDelay_ms });
      rig.tap('UP', 200);
      rig.clock.advance(500);
      const before = rig.presses.length;
      for (let press = 0; press < 100; press++) {
        rig.panel.show(frameOf(GEOMETRY_16X2, ['ABCDEFGHIJKLMNOP'.slice(press % 16), `${press}`.repeat(8)]));
        rig.clock.advance(press % 13);
        rig.tap('DOWN', 80);
        rig.clock.advance(120 + (press % 7));
      }
      rig.clock.advance(500);
      expect(rig.presses.length - before).toBeGreaterThanOrEqual(95);
    },
  );
});

describe('a message', () => {
  it('is cut behind each command that the panel is busy with, not inside one, nor in what is drawn', () => {
    const pieces = splitFor({ home: 40, cursor: 0, move: 10, poll: 0 })(
      Uint8Array.of(0xfe, 0x0c, 0xfe, 0x80, 0x41, 0x42, 0xfe, 0x02, 0x43),
    );
    expect(pieces).toEqual([
      { bytes: Uint8Array.of(0xfe, 0x0c, 0xfe, 0x80), pause_ms: 10 },
      { bytes: Uint8Array.of(0x41, 0x42, 0xfe, 0x02), pause_ms: 40 },
      { bytes: Uint8Array.of(0x43), pause_ms: 0 },
    ]);
  });
});
