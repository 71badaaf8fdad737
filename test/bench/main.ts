/** The bench: Bezel beside LCDd on the same virtual panel, in one run. Measures and prints; asserts nothing. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import ownTemporaryDirectory, { temporaryDirectory } from '../support/temporary-directory.ts';
import { rounded, verdicts } from './budgets.ts';
import { MEASURES } from './measures/measures.ts';
import { type Figure, Figures, type Measure } from './report.ts';
import { NODE_FLAGS } from './rig/bezel.ts';
import { seededRandom } from './statistics.ts';
import { tableLines } from './table.ts';

const USAGE = `Usage: npm run bench -- [OPTIONS]

Measures Bezel beside LCDd 0.5.9 (Debian: apt install lcdproc socat) on the same virtual CFA-635.

  --only NAME,...   only these: ${MEASURES.map(({ name }) => name).join(', ')}
  --quick           few repetitions: shows that everything runs, proves no figure
  --json FILE       writes every figure
  --help
`;

const SEED = 1;
const EXIT_USAGE = 64;
const EXIT_FAILED = 1;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const options = {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values } = parseArgs({ options });
  const names = values.only?.split(',') ?? MEASURES.map(({ name }) => name);
  const unknown = names.filter((name) => !MEASURES.some((measure) => measure.name === name));
  if (values.help || unknown.length > 0) {
    say(unknown.length > 0 ? `no such measure: ${unknown.join(', ')}\n\n${USAGE}` : USAGE);
    return values.help ? 0 : EXIT_USAGE;
  }

  ownTemporaryDirectory();
  const machine = machineLine();
  say(machine);
  const figures = new Figures();
  const failed: string[] = [];
  for (const measure of MEASURES.filter(({ name }) => names.includes(name))) {
    say(`\n${measure.name}: ${measure.what}`);
    try {
      const measured = await runMeasure(measure, values.quick);
      figures.add(measured);
      for (const line of figureLines(measured)) say(`  ${line}`);
    } catch (error) {
      failed.push(measure.name);
      say(`  could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  say('\nBudgets');
  for (const line of verdictLines(figures)) say(`  ${line}`);
  if (values.json !== undefined) {
    const result = { machine, quick: values.quick, failed, figures: figures.all, budgets: verdicts(figures) };
    writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
  return failed.length === 0 ? 0 : EXIT_FAILED;
}

async function runMeasure({ run }: Measure, isQuick: boolean): Promise<readonly Figure[]> {
  const directory = temporaryDirectory();
  return await run({
    directory,
    pick: (full, quick) => (isQuick ? quick : full),
    random: seededRandom(SEED),
  });
}

function figureLines(figures: readonly Figure[]): readonly string[] {
  const rows = figures.map(({ subject, what, unit, value, note = '' }) => {
    const cells =
      typeof value === 'number'
        ? ['1', rounded(value), '', '', '']
        : [String(value.count), ...[value.median, value.p95, value.p99, value.most].map(rounded)];
    return [subject, ...cells, unit, what + (note === '' ? '' : ` (${note})`)];
  });
  return tableLines(
    ['who', 'n', 'median', 'p95', 'p99', 'most', 'unit', 'what was measured'],
    rows,
    [1, 2, 3, 4, 5],
  );
}

function verdictLines(figures: Figures): readonly string[] {
  const rows = verdicts(figures).map(({ what, budget, peer, bezel, met }) => [
    what,
    budget,
    peer,
    bezel,
    met === null ? 'not measured' : met ? 'met' : 'NOT MET',
  ]);
  return tableLines(['what', 'budget', 'LCDd', 'Bezel', ''], rows);
}

/** The load says how much else went on: others' work shows in every tail. */
function machineLine(): string {
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  const processor = `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return `Node ${process.version} ${NODE_FLAGS.join(' ')}; ${processor}; load before ${load}; times in wall clock`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
