/**
 * Random input for everything that takes input from outside. A try that fails is printed with its seed; put there, in
 * `seeds.json`, it is tried first in every later run.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../bench/statistics.ts';
import ownTemporaryDirectory, { temporaryDirectory } from '../support/temporary-directory.ts';
import { configurations, stateFiles } from './files.ts';
import type { Target } from './fuzzer.ts';
import { panels } from './panels.ts';
import { sockets } from './sockets.ts';

const USAGE = `Usage: npm run fuzz -- [--minutes N] [--seed N]

Tries random input for N minutes (2): requests, WebSocket frames, state files, configurations, bytes of every panel.
`;

const ROOT = dirname(dirname(process.argv[1] ?? ''));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '2' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    say(USAGE);
    return 0;
  }
  ownTemporaryDirectory();
  const kept = keptSeeds();
  const targets: readonly Target[] = [
    ...(await sockets(ROOT, temporaryDirectory())),
    stateFiles(ROOT),
    configurations(ROOT),
    ...(await panels()),
  ];
  const slice_ms = (Number(values.minutes) * 60_000) / targets.length;
  let failures = 0;
  for (const target of targets) {
    const seeds = [...(kept[target.name] ?? [])];
    const until_ms = performance.now() + slice_ms;
    let tries = 0;
    let seed = Number(values.seed);
    while (seeds.length > 0 || performance.now() < until_ms) {
      const used = seeds.shift() ?? seed++;
      tries += 1;
      const why = await failureOf(() => target.run(seededRandom(used)));
      if (why === null) continue;
      failures += 1;
      say(`${target.name}: seed ${used}: ${why}`);
      break;
    }
    say(`${target.name}: ${tries} tries`);
  }
  for (const { name, close } of targets) {
    const why = close === undefined ? null : await failureOf(close);
    if (why === null) continue;
    failures += 1;
    say(`${name}: at the end: ${why}`);
  }
  say(failures === 0 ? 'nothing found' : `${failures} found`);
  return failures === 0 ? 0 : 1;
}

async function failureOf(run: () => Promise<void> | void): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function keptSeeds(): Readonly<Record<string, readonly number[]>> {
  const seeds: Record<string, readonly number[]> = JSON.parse(
    readFileSync(join(ROOT, 'test/fuzz/seeds.json'), 'utf8'),
  );
  return seeds;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
