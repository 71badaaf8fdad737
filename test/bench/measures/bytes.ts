import { setTimeout as sleep } from 'node:timers/promises';
import { createCfa635Panel } from '../../../drivers/cfa635/driver.ts';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { frameOf, GEOMETRY_20X4 } from '../../../menus/frame.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import type { Figure, Measure } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { Peer, showLines } from '../rig/peer.ts';

type Screen = readonly [string, string, string, string];

const BASE: Screen = [
  'NAME: APPLIANCE-1   ',
  'LAN 192.168.1.10/24 ',
  'PLATFORM REACHED    ',
  'VERSION 1.2.3       ',
];
const row = (text: string): Screen => [BASE[0], text, BASE[2], BASE[3]];

/** What changes on the base screen. */
const CHANGES: readonly { readonly id: string; readonly what: string; readonly screen: Screen }[] = [
  { id: 'character', what: 'one character', screen: row('LAN 192.168.1.11/24 ') },
  { id: 'row', what: 'one whole row', screen: row('abcdefghijklmnopqrst') },
  { id: 'ends', what: 'the two ends of a row', screen: row('XAN 192.168.1.10/24X') },
  {
    id: 'screen',
    what: 'the full screen',
    screen: ['abcdefghijklmnopqrst', 'bcdefghijklmnopqrstu', 'cdefghijklmnopqrstuv', 'defghijklmnopqrstuvw'],
  },
];

/** Bytes that bring a change to the glass: packets that changed something, their answers not counted. */
export const bytes: Measure = {
  name: 'bytes',
  what: 'bytes to the panel for changes of different size',
  async run({ directory }) {
    return [...bezelFigures(), ...(await peerFigures(directory))];
  },
};

const figure = (
  subject: Figure['subject'],
  id: string,
  what: string,
  value: number,
  note: string,
): Figure => ({
  id: `bytes.${id}`,
  subject,
  what: `bytes for ${what} changing on a CFA-635`,
  unit: 'B',
  value,
  note,
});

/** The driver alone, in simulated time: what it sends does not depend on how long anything takes. */
function bezelFigures(): readonly Figure[] {
  return CHANGES.map(({ id, what, screen }) => {
    const clock = new SimulatedClock();
    const virtual = new VirtualCfa635({ model: 'cfa635', clock });
    const panel = createCfa635Panel({
      connect: virtual.connect,
      clock,
      model: 'cfa635',
      name: 'bench',
      leds: {},
    });
    panel.show(frameOf(GEOMETRY_20X4, BASE));
    panel.start({ onEdge: () => undefined, onLink: () => undefined });
    clock.advance(SETTLE_ms);
    const before = virtual.bytes.fromHost;
    panel.show(frameOf(GEOMETRY_20X4, screen));
    clock.advance(ANSWERS_ms);
    return figure(
      'Bezel',
      id,
      what,
      virtual.bytes.fromHost - before,
      'the driver, counted once: always the same',
    );
  });
}

/** Enough for a repaint, and for answers to one change without the next liveness check. */
const SETTLE_ms = 2000;
const ANSWERS_ms = 200;

/** A client changes its lines; what LCDd repeats in every frame whether or not anything changed is left out. */
async function peerFigures(directory: string): Promise<readonly Figure[]> {
  const line = await BenchLine.open(directory, null);
  const peer = await Peer.start(directory, line.device);
  const client = await peer.client();
  const figures: Figure[] = [];
  for (const { id, what, screen } of CHANGES) {
    showLines(client, BASE);
    await sleep(FRAMES_ms);
    const before = line.changes.length;
    showLines(client, screen);
    await sleep(FRAMES_ms);
    const sent = line.changes.slice(before).reduce((sum, change) => sum + change.bytes, 0);
    figures.push(
      figure('LCDd', id, what, sent, 'a client sets its widgets; the idle traffic of every frame left out'),
    );
  }
  await peer.stop();
  await line.close();
  return figures;
}

/** LCDd draws eight times a second. */
const FRAMES_ms = 600;
