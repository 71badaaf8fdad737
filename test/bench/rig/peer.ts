import { Lcdd, LcddClient } from '../../support/lcdd.ts';
import { until } from '../../support/until.ts';
import type { Program } from './program.ts';

/** The real LCDd on this device, with the configuration Debian ships but for what a CFA-635 needs. */
export class Peer implements Program {
  readonly begun_ms: number;
  readonly #lcdd: Lcdd;
  readonly #clients: LcddClient[] = [];

  private constructor(lcdd: Lcdd, begun_ms: number) {
    this.#lcdd = lcdd;
    this.begun_ms = begun_ms;
  }

  static async start(directory: string, device: string, baud = 115_200): Promise<Peer> {
    let begun_ms = 0;
    const section = { Model: '635', Device: device, Speed: String(baud), Contrast: '350', Reboot: 'no' };
    const lcdd = await Lcdd.spawn({ directory, driver: 'CFontzPacket', section, menuKey: 'Escape' }, () => {
      begun_ms = performance.now();
    });
    return new Peer(lcdd, begun_ms);
  }

  get pid(): number {
    return this.#lcdd.pid;
  }

  /** A client whose screen is shown: four lines of its own, no heartbeat, nothing that moves. */
  async client(keys: readonly string[] = [], onLine?: (line: string) => void): Promise<LcddClient> {
    await this.#lcdd.listening();
    const client = new LcddClient(this.#lcdd.port, onLine);
    this.#clients.push(client);
    client.send('hello');
    await until('LCDd greets', () => client.received.some((line) => line.startsWith('connect')));
    client.send('client_set -name bench', 'screen_add s');
    client.send('screen_set s -priority foreground -heartbeat off');
    for (const line of [1, 2, 3, 4]) client.send(`widget_add s line${line} string`);
    for (const key of keys) client.send(`client_add_key -exclusively ${key}`);
    await until('LCDd shows the screen', () => client.received.includes('listen s'));
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#lcdd.stop();
  }
}

/** Puts texts on the lines of the client's screen, from the top; null leaves a line. */
export function showLines(client: LcddClient, lines: readonly (string | null)[]): void {
  for (const [index, text] of lines.entries()) {
    if (text !== null) client.send(`widget_set s line${index + 1} 1 ${index + 1} {${text}}`);
  }
}
