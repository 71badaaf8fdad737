import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Measure, Subject } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { startBezel } from '../rig/bezel.ts';
import { Peer, showLines } from '../rig/peer.ts';
import type { Program } from '../rig/program.ts';
import { summarize } from '../statistics.ts';

const BAUD = 115_200;
/** Whoever has not repaired the glass by then never does; in milliseconds. */
const LIMIT_ms = 10_000;
const SETTLE_ms = 800;
const UNPLUGGED_ms = 700;

/** A subject whose glass should show A or B, as told. */
interface Shower {
  readonly subject: Subject;
  readonly line: BenchLine;
  readonly program: Program;
  /** Changes the glass to its other screen. */
  readonly turn: () => void;
}

/** Breaks something. @returns when the subject can begin to repair, by `performance.now()` */
type Break = (shower: Shower) => Promise<number>;

const FAULTS: readonly { readonly id: string; readonly what: string; readonly happen: Break }[] = [
  {
    id: 'lost',
    what: 'a packet of text lost on the line',
    async happen({ line, turn }) {
      line.loseNextText();
      turn();
      return performance.now();
    },
  },
  {
    id: 'reset',
    what: 'a panel that resets itself',
    async happen({ line }) {
      line.virtual.faults.reset();
      return performance.now();
    },
  },
  {
    id: 'replug',
    what: 'a panel unplugged and plugged in again, from its return',
    async happen({ line }) {
      await line.unplug();
      await sleep(UNPLUGGED_ms);
      await line.plug();
      return performance.now();
    },
  },
];

/** From a fault to the glass showing what it should. */
export const faults: Measure = {
  name: 'faults',
  what: 'time until the glass is right again after a lost packet, a reset, a replug',
  async run({ directory, pick, random }) {
    const figures: Figure[] = [];
    for (const fault of FAULTS) {
      const bezel: number[] = [];
      for (let round = 0; round < pick(6, 2); round++) {
        const repaired_ms = await timeToRepair(
          await bezelShower(directory),
          fault.happen,
          random() * SETTLE_ms,
        );
        bezel.push(repaired_ms ?? Number.POSITIVE_INFINITY);
      }
      const peer = await timeToRepair(await peerShower(directory), fault.happen, 0);
      figures.push(
        {
          id: `faults.${fault.id}`,
          subject: 'Bezel',
          what: `repair of ${fault.what}`,
          unit: 'ms',
          value: summarize(bezel),
        },
        {
          id: `faults.${fault.id}`,
          subject: 'LCDd',
          what: `repair of ${fault.what}`,
          unit: 'ms',
          value: peer ?? Number.POSITIVE_INFINITY,
          note: peer === null ? `not within ${LIMIT_ms / 1000} s, measured once` : 'measured once',
        },
      );
    }
    return figures;
  },
};

async function timeToRepair(shower: Shower, happen: Break, wait_ms: number): Promise<number | null> {
  const { line, program, turn } = shower;
  // Both screens are seen once without a fault: what the glass should show is known.
  const first = line.glass();
  turn();
  await sleep(SETTLE_ms);
  const second = line.glass();
  if (first === second) throw new Error(`${shower.subject} shows the same whatever it is told`);
  turn();
  await sleep(SETTLE_ms + wait_ms);
  const before = line.glass();
  const begun_ms = await happen(shower);
  // A lost packet belongs to the other screen; everything else must bring back the one that was there.
  const wanted = happen === FAULTS[0]?.happen ? second : before;
  const repaired_ms = await line.whenGlass((glass) => glass === wanted, LIMIT_ms);
  await program.stop();
  await line.close();
  return repaired_ms === null ? null : repaired_ms - begun_ms;
}

async function bezelShower(directory: string): Promise<Shower> {
  const line = await BenchLine.open(directory, BAUD);
  const program = startBezel({ directory, device: line.device, baud: BAUD });
  await line.settled(SETTLE_ms);
  line.press('ENTER');
  await line.settled(SETTLE_ms);
  let isDown = false;
  const turn = (): void => {
    line.press(isDown ? 'UP' : 'DOWN');
    isDown = !isDown;
  };
  return { subject: 'Bezel', line, program, turn };
}

async function peerShower(directory: string): Promise<Shower> {
  const line = await BenchLine.open(directory, BAUD);
  const program = await Peer.start(directory, line.device, BAUD);
  const client = await program.client();
  let isDown = false;
  const turn = (): void => {
    isDown = !isDown;
    showLines(client, [isDown ? 'SECOND SCREEN       ' : 'FIRST SCREEN        ']);
  };
  showLines(client, ['FIRST SCREEN        ', 'BELOW IT            ']);
  await sleep(SETTLE_ms);
  return { subject: 'LCDd', line, program, turn };
}
