import type { Geometry } from '../../menus/frame.ts';
import { encodeRow } from '../charset/charset.ts';
import { MAX_DATA, type Packet } from './codec.ts';
import { ALL_KEYS_MASK, COMMAND } from './commands.ts';
import { type Cfa635ModelName, parseIdentity } from './identity.ts';
import { CFA635_MODELS, FACTORY_BACKLIGHT, modelNumbered } from './models.ts';

/** What a panel forgets when it loses power. */
export interface PanelMemory {
  /** Character codes, row by row. */
  readonly text: readonly Uint8Array[];
  /** Custom characters 0-7, 8 rows of dots each. */
  readonly pictures: number[][];
  cursor: { column: number; row: number; style: number };
  contrast: number;
  /** Percent. */
  backlight: number;
  /** Duty of the general purpose outputs 0-12, in percent. */
  readonly pins: number[];
  pressMask: number;
  releaseMask: number;
}

/** What sets a firmware of a model apart from the data sheet. */
export interface Cfa635Firmware {
  /** What it calls itself. */
  readonly identity: string;
  /** Commands it does not know. */
  readonly refused: readonly number[];
  /** What a refusal carries. */
  readonly refusalData: readonly number[];
  /** Whether contrast and backlight are read by their commands without data. */
  readonly readsBack: boolean;
}

const AS_IN_DATA_SHEET = { refused: [], refusalData: [], readsBack: false };

/** Firmwares by the name of their virtual panel. */
export const FIRMWARES = {
  cfa635: { ...AS_IN_DATA_SHEET, identity: 'CFA635:h1.1,v1.6' },
  cfa633: { ...AS_IN_DATA_SHEET, identity: 'CFA633:h1.5,k1.9' },
  /** Before firmware 1.9 there is no command 31. Source: data sheet, revision history; forum.crystalfontz.com 5849. */
  'cfa633-old': { ...AS_IN_DATA_SHEET, identity: 'CFA633:h1.2,k1.5', refused: [COMMAND.text] },
  cfa631: { ...AS_IN_DATA_SHEET, identity: 'CFA631:h1.1,v1.9' },
  /** Refuses the status command, and says with two bytes what it refused. Source: CFA835 data sheet. */
  cfa835: {
    identity: 'CFA835:h2.0,f1.7',
    refused: [COMMAND.status],
    refusalData: [2, 1],
    readsBack: true,
  },
} as const satisfies Record<string, Cfa635Firmware>;

const PICTURES = 8;
const PICTURE_ROWS = 8;
const PINS = 13;
const STATUS_bytes = 15;
/** Where each text row begins in the display controller's memory, and where the custom characters lie. */
const ROW_ADDRESSES: Readonly<Record<Cfa635ModelName, readonly number[]>> = {
  cfa635: [0x80, 0xa0, 0xc0, 0xe0],
  cfa633: [0x80, 0xc0],
  cfa631: [0x80, 0xc0],
};
const PICTURE_ADDRESS = 0x40;
const MEMORY_READ_bytes = 8;
/** Highest contrast and cursor style each model takes. */
const LIMITS: Readonly<Record<Cfa635ModelName, { readonly contrast: number; readonly cursorStyle: number }>> =
  {
    cfa635: { contrast: 254, cursorStyle: 4 },
    cfa633: { contrast: 50, cursorStyle: 3 },
    cfa631: { contrast: 255, cursorStyle: 4 },
  };

const blankText = ({ columns, rows }: Geometry): Uint8Array[] =>
  Array.from({ length: rows }, () => new Uint8Array(columns).fill(0x20));

/** The state after power-up: the panel's own name on the glass, LEDs off, every key reported. */
export function powerUpMemory(model: Cfa635ModelName, { identity }: Cfa635Firmware): PanelMemory {
  const { geometry, charset, contrast } = modelNumbered(model, parseIdentity(identity)?.number ?? '');
  const text = blankText(geometry);
  text[0]?.set(encodeRow(charset, identity).subarray(0, geometry.columns));
  return {
    text,
    pictures: Array.from({ length: PICTURES }, () => new Array<number>(PICTURE_ROWS).fill(0)),
    cursor: { column: 0, row: 0, style: 0 },
    contrast: contrast.factory,
    backlight: FACTORY_BACKLIGHT,
    pins: new Array<number>(PINS).fill(0),
    pressMask: ALL_KEYS_MASK,
    releaseMask: ALL_KEYS_MASK,
  };
}

/** What a command does to the memory: the data of its answer, or null when the panel refuses it. */
export function carryOut(model: Cfa635ModelName, memory: PanelMemory, packet: Packet): Uint8Array | null {
  const { geometry } = CFA635_MODELS[model];
  const limits = LIMITS[model];
  const { data } = packet;
  const [first = 0, second = 0] = data;
  const done = (...answer: readonly number[]): Uint8Array => Uint8Array.from(answer);
  const fits = (length: number, ...conditions: readonly boolean[]): boolean =>
    data.length === length && conditions.every(Boolean);

  switch (packet.type) {
    case COMMAND.clear:
      if (!fits(0)) return null;
      for (const row of memory.text) row.fill(0x20);
      memory.cursor = { ...memory.cursor, column: 0, row: 0 };
      return done();
    case COMMAND.writeLine1:
    case COMMAND.writeLine2: {
      // The 635 refuses what is left of the 633's whole-line commands.
      const row = memory.text[packet.type - COMMAND.writeLine1];
      if (model === 'cfa635' || !fits(geometry.columns) || row === undefined) return null;
      row.set(data);
      return done();
    }
    case COMMAND.customCharacter:
      if (!fits(1 + PICTURE_ROWS, first < PICTURES)) return null;
      memory.pictures[first] = [...data.subarray(1)];
      return done();
    case COMMAND.readMemory:
      return fits(1) ? done(first, ...readMemory(model, memory, first)) : null;
    case COMMAND.cursorPosition:
      if (!fits(2, first < geometry.columns, second < geometry.rows)) return null;
      memory.cursor = { ...memory.cursor, column: first, row: second };
      return done();
    case COMMAND.cursorStyle:
      if (!fits(1, first <= limits.cursorStyle)) return null;
      memory.cursor = { ...memory.cursor, style: first };
      return done();
    case COMMAND.contrast:
      if (!fits(1, first <= limits.contrast)) return null;
      memory.contrast = first;
      return done();
    case COMMAND.backlight:
      if (!fits(1, first <= 100)) return null;
      memory.backlight = first;
      return done();
    case COMMAND.keyReporting:
      if (!fits(2, first <= ALL_KEYS_MASK, second <= ALL_KEYS_MASK)) return null;
      memory.pressMask = first;
      memory.releaseMask = second;
      return done();
    case COMMAND.status:
      return fits(0) ? statusAnswer(memory) : null;
    case COMMAND.text: {
      const codes = data.subarray(2);
      const row = memory.text[second];
      const isOnGlass =
        codes.length > 0 && data.length <= MAX_DATA && first + codes.length <= geometry.columns;
      if (row === undefined || !isOnGlass) return null;
      row.set(codes, first);
      return done();
    }
    case COMMAND.writePin:
      if (data.length < 2 || data.length > 3 || first >= PINS || second > 100) return null;
      memory.pins[first] = second;
      return done();
    case COMMAND.readPin: {
      const duty = memory.pins[first];
      return duty === undefined || !fits(1) ? null : done(first, duty > 0 ? 1 : 0, duty, 0);
    }
    default:
      return null;
  }
}

function statusAnswer(memory: PanelMemory): Uint8Array {
  const answer = new Uint8Array(STATUS_bytes);
  answer[5] = memory.pressMask;
  answer[6] = memory.releaseMask;
  answer[13] = memory.contrast;
  answer[14] = memory.backlight;
  return answer;
}

function readMemory(model: Cfa635ModelName, memory: PanelMemory, address: number): readonly number[] {
  return Array.from({ length: MEMORY_READ_bytes }, (_, offset) => {
    const at = address + offset;
    if (at >= PICTURE_ADDRESS && at < PICTURE_ADDRESS + PICTURES * PICTURE_ROWS) {
      const dot = at - PICTURE_ADDRESS;
      return memory.pictures[dot >> 3]?.[dot & 7] ?? 0;
    }
    const row = ROW_ADDRESSES[model].findLastIndex((start) => start <= at);
    return memory.text[row]?.[at - (ROW_ADDRESSES[model][row] ?? 0)] ?? 0x20;
  });
}
