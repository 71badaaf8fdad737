/**
 * What nothing in Node can get below on this line: DOWN is answered with one row of text, UP with a whole screen,
 * each row sent when the one before is acknowledged. No menus; nothing is repaired.
 */
import { SerialPort } from 'serialport';
import { encodePacket, PacketReader } from '../../../drivers/cfa635/codec.ts';
import { writeText } from '../../../drivers/cfa635/commands.ts';
import { isPlausibleReport, parseReport, SIX_KEYS } from '../../../drivers/cfa635/reports.ts';

const COLUMNS = 20;
const ROWS = 4;
const TEXTS = ['A', 'B'].map((letter) => new TextEncoder().encode(letter.repeat(COLUMNS)));

function answerKeys(path: string, baudRate: number): void {
  const port = new SerialPort({ path, baudRate });
  const reader = new PacketReader(isPlausibleReport);
  let turns = 0;
  let rowsLeft: readonly number[] = [];
  const showNext = (): void => {
    const [row, ...rest] = rowsLeft;
    const codes = TEXTS[turns % TEXTS.length];
    if (row === undefined || codes === undefined) return;
    rowsLeft = rest;
    port.write(encodePacket(writeText({ column: 0, row, codes })));
  };
  const show = (rows: number): void => {
    turns += 1;
    rowsLeft = Array.from({ length: rows }, (_, row) => row);
    showNext();
  };
  port.on('open', () => show(ROWS));
  port.on('data', (bytes: Buffer) => {
    for (const packet of reader.push(bytes)) {
      const report = parseReport(packet);
      if (report?.kind !== 'key') showNext();
      else if (report.edge === 'press') show(report.code === SIX_KEYS.UP ? ROWS : 1);
    }
  });
}

const [path, baud] = process.argv.slice(2);
if (path !== undefined) answerKeys(path, Number(baud));
