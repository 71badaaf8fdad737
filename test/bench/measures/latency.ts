import { setTimeout as sleep } from 'node:timers/promises';
import { PACKET_OVERHEAD_bytes } from '../../../drivers/cfa635/codec.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import type { Figure, Measure, Subject, Surroundings } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { startBezel } from '../rig/bezel.ts';
import { startFloor } from '../rig/floor.ts';
import { Peer, showLines } from '../rig/peer.ts';
import type { Program } from '../rig/program.ts';
import { type Summary, summarize } from '../statistics.ts';

const BAUDS = [115_200, 19_200] as const;
const BITS_PER_BYTE = 10;
const KEY_REPORT_bytes = PACKET_OVERHEAD_bytes + 1;
const ANSWER_bytes = PACKET_OVERHEAD_bytes;
/** The screen is quiet before the first press. */
const SETTLE_ms = 800;
const HOLD_ms = 40;

/** One way of turning a key into a change on the glass. */
interface Contender {
  readonly subject: Subject;
  readonly id: string;
  readonly how: string;
  /** Starts it on the line and brings it to where `key` changes the glass. */
  readonly start: (directory: string, line: BenchLine, baud: number) => Promise<Program>;
  readonly key: PanelKey;
  /** Between two presses: at least this, and at most as much again, so that no clock of the subject is met in step. */
  readonly pause_ms: number;
  /** Presses a round. */
  readonly presses: { readonly full: number; readonly quick: number };
}

const FLOOR: Pick<Contender, 'pause_ms' | 'presses' | 'start'> = {
  pause_ms: 80,
  presses: { full: 120, quick: 20 },
  async start(_, line, baud) {
    const floor = await startFloor(line.device, baud);
    await line.settled(SETTLE_ms);
    return floor;
  },
};

const CONTENDERS: readonly Contender[] = [
  {
    subject: 'Bezel',
    id: 'menu',
    how: 'DOWN in the menu',
    key: 'DOWN',
    pause_ms: 80,
    presses: { full: 120, quick: 20 },
    async start(directory, line, baud) {
      const bezel = startBezel({ directory, device: line.device, baud });
      await line.settled(SETTLE_ms);
      line.press('ENTER');
      await line.settled(SETTLE_ms);
      return bezel;
    },
  },
  {
    subject: 'Bezel',
    id: 'page',
    how: 'DOWN on the status pages: every row changes',
    key: 'DOWN',
    pause_ms: 80,
    presses: { full: 120, quick: 20 },
    async start(directory, line, baud) {
      const bezel = startBezel({ directory, device: line.device, baud });
      await line.settled(SETTLE_ms);
      return bezel;
    },
  },
  {
    subject: 'LCDd',
    id: 'menu',
    how: 'DOWN in its own menu',
    key: 'DOWN',
    pause_ms: 350,
    presses: { full: 20, quick: 4 },
    async start(directory, line, baud) {
      const peer = await Peer.start(directory, line.device, baud);
      await sleep(SETTLE_ms);
      line.press('EXIT');
      await sleep(SETTLE_ms);
      return peer;
    },
  },
  {
    subject: 'LCDd',
    id: 'client',
    how: 'a key its client answers with a new line of text',
    key: 'RIGHT',
    pause_ms: 350,
    presses: { full: 20, quick: 4 },
    async start(directory, line, baud) {
      const peer = await Peer.start(directory, line.device, baud);
      let count = 0;
      const client = await peer.client(['Right'], (said) => {
        if (!said.startsWith('key')) return;
        count += 1;
        showLines(client, [(count % 2 === 0 ? 'A' : 'B').repeat(20)]);
      });
      showLines(client, ['A'.repeat(20)]);
      await sleep(SETTLE_ms);
      return peer;
    },
  },
  {
    subject: 'floor',
    id: 'menu',
    how: 'a key a bare serialport program answers with a row of text',
    key: 'DOWN',
    ...FLOOR,
  },
  {
    subject: 'floor',
    id: 'page',
    how: 'a key a bare serialport program answers with every row, each acknowledged before the next',
    key: 'UP',
    ...FLOOR,
  },
];

interface Response {
  /** From the report of the press going onto the line to the first byte of what changed the glass. */
  readonly firstByte_ms: number;
  /** To the last byte at the panel. */
  readonly lastByte_ms: number;
  /** The line's own time for the report, what changed the glass, and the answers between. */
  readonly line_ms: number;
}

/** Rounds in which every contender has its turn. */
export const latency: Measure = {
  name: 'latency',
  what: 'key to first and last byte of the new screen, at 115200 and 19200 bit/s',
  async run(around) {
    const figures: Figure[] = [];
    for (const baud of BAUDS) {
      const responses = new Map<Contender, (Response | null)[]>(CONTENDERS.map((each) => [each, []]));
      for (let round = 0; round < around.pick(2, 1); round++) {
        for (const contender of CONTENDERS) {
          responses.get(contender)?.push(...(await responsesOf(contender, baud, around)));
        }
      }
      for (const [contender, each] of responses) figures.push(...figuresOf(contender, baud, each));
    }
    return figures;
  },
};

async function responsesOf(contender: Contender, baud: number, around: Surroundings) {
  const { directory, random, pick } = around;
  const { key, pause_ms, presses } = contender;
  const line = await BenchLine.open(directory, baud);
  const program = await contender.start(directory, line, baud);
  const responses: (Response | null)[] = [];
  for (let press = 0; press < pick(presses.full, presses.quick); press++) {
    const before = line.changes.length;
    const pressed_ms = line.press(key, HOLD_ms);
    await sleep(pause_ms * (1 + random()));
    responses.push(responseOf(line, before, pressed_ms, baud));
  }
  await program.stop();
  await line.close();
  return responses;
}

/** null: the press changed nothing. */
function responseOf(line: BenchLine, before: number, pressed_ms: number, baud: number): Response | null {
  const changes = line.changes.slice(before);
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return null;
  const answers = (changes.length - 1) * ANSWER_bytes;
  const bytes = changes.reduce((sum, change) => sum + change.bytes, KEY_REPORT_bytes + answers);
  return {
    firstByte_ms: first.begun_ms - pressed_ms,
    lastByte_ms: last.shown_ms - pressed_ms,
    line_ms: (bytes * BITS_PER_BYTE * 1000) / baud,
  };
}

function figuresOf(
  { subject, id, how }: Contender,
  baud: number,
  all: readonly (Response | null)[],
): Figure[] {
  const responses = all.filter((response) => response !== null);
  const missed = all.length - responses.length;
  const figure = (name: string, what: string, unit: string, value: Summary): Figure => ({
    id: `latency.${name}.${baud}.${id}`,
    subject,
    what: `${what}; ${how}; ${baud} bit/s`,
    unit,
    value,
    ...(missed > 0 ? { note: `${missed} of ${all.length} presses changed nothing and are left out` } : {}),
  });
  if (responses.length === 0) return [];
  const over = (pick: (response: Response) => number): Summary => summarize(responses.map(pick));
  return [
    figure(
      'first-byte',
      'key to first byte of what changed',
      'ms',
      over(({ firstByte_ms }) => firstByte_ms),
    ),
    figure(
      'last-byte',
      'key to last byte of the new screen',
      'ms',
      over(({ lastByte_ms }) => lastByte_ms),
    ),
    figure(
      'line',
      "the line's own time for report, changes and answers between",
      'ms',
      over(({ line_ms }) => line_ms),
    ),
    figure(
      'ratio',
      "key to last byte by the line's own time",
      'x',
      over(({ lastByte_ms, line_ms }) => lastByte_ms / line_ms),
    ),
  ];
}
