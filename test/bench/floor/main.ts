/** Answers every key press of a CFA-635 with one row of text: no menus, no answers awaited, nothing repaired. */
import { SerialPort } from 'serialport';
import { encodePacket, PacketReader } from '../../../drivers/cfa635/codec.ts';
import { writeText } from '../../../drivers/cfa635/commands.ts';
import { isPlausibleReport, parseReport } from '../../../drivers/cfa635/reports.ts';

const COLUMNS = 20;
const TEXTS = ['A', 'B'].map((letter) => new TextEncoder().encode(letter.repeat(COLUMNS)));

function answerKeys(path: string, baudRate: number): void {
  const port = new SerialPort({ path, baudRate });
  const reader = new PacketReader(isPlausibleReport);
  let row = 0;
  const show = (): void => {
    row += 1;
    const codes = TEXTS[row % TEXTS.length];
    if (codes !== undefined) port.write(encodePacket(writeText({ column: 0, row: 0, codes })));
  };
  port.on('open', show);
  port.on('data', (bytes: Buffer) => {
    for (const packet of reader.push(bytes)) {
      const report = parseReport(packet);
      if (report?.kind === 'key' && report.edge === 'press') show();
    }
  });
}

const [path, baud] = process.argv.slice(2);
if (path !== undefined) answerKeys(path, Number(baud));
