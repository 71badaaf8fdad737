/** `bezel doctor`: finds out which panel is attached where, and writes the configuration for it. */
import { parseArgs } from 'node:util';
import { serialConnect } from '../../drivers/serial/serial-transport.ts';
import type { Connect } from '../../drivers/transport.ts';
import type { Clock } from '../../menus/clock.ts';
import { EXIT, type ExitCode, type Output } from '../command-line/output.ts';
import { wrongOption } from '../command-line/wrong-option.ts';
import { keyWord } from '../config/key-words.ts';
import { tomlLine } from '../config/toml-value.ts';
import { loadConfig } from '../config-file/load.ts';
import { usualPlaces } from '../panels/family.ts';
import { type KnownMachine, knownMachine, type MachineName } from '../panels/machines.ts';
import { configurationFor, driverFor } from './configuration.ts';
import { type ConnectAt, examinePort, type PortFinding } from './examine.ts';
import { listPorts, machineName, type PortFacts, portFacts } from './ports.ts';
import { type FoundPanel, type Inquiry, inquiries } from './probes.ts';
import { whySpared } from './spare.ts';
import { type Person, tryOut } from './try-out.ts';
import { describeFinding } from './words.ts';

const USAGE = `Usage: bezel doctor [--config FILE] [--device PATH]... [--json]

Looks for a front panel on every serial port, tries its keys and LEDs with you, and prints the configuration for it.
The daemon must not run: it has the panel's port. Ports that the kernel's console, a login prompt or another program
is on are not opened.

  --config FILE   look at the port this configuration names
  --device PATH   look at this port; may be given several times
  --json          ask nothing, answer in JSON`;

/** What the doctor works with; tests put virtual panels behind it. */
export interface DoctorParts {
  readonly output: Output;
  readonly clock: Clock;
  readonly connect: ConnectAt;
  readonly ports: () => readonly string[];
  readonly facts: (device: string) => PortFacts;
  /** Why a port must not be opened; null: it may. */
  readonly spared: (device: string) => string | null;
  /** null: its firmware does not say. */
  readonly machine: MachineName | null;
  /** null: not run at a terminal. */
  readonly person: Person | null;
}

/** The doctor on this machine's serial ports. */
export function realDoctor(output: Output, clock: Clock, person: Person | null): DoctorParts {
  return {
    output,
    clock,
    person,
    connect: (device, baud) => serialConnect({ device, baud }),
    ports: listPorts,
    facts: portFacts,
    spared: (device) => whySpared(device),
    machine: machineName(),
  };
}

export async function doctorCommand(args: readonly string[], parts: DoctorParts): Promise<ExitCode> {
  const options = readOptions(args);
  if ('wrong' in options) {
    parts.output.err(`bezel doctor: ${options.wrong}\n${USAGE}`);
    return EXIT.usage;
  }
  if (options.help) {
    parts.output.out(USAGE);
    return EXIT.done;
  }
  const devices = options.devices.length > 0 ? options.devices : parts.ports();
  const known = parts.machine === null ? null : knownMachine(parts.machine);
  const questions = await inquiries();
  // All at once: each takes some seconds where nothing answers.
  const findings = await Promise.all(
    devices.map(async (device) => {
      const finding = withProposal(await findingAt(device, questions, parts), known);
      return { device, finding, words: describeFinding(device, finding, parts.facts(device)) };
    }),
  );
  if (!options.json) {
    for (const { words } of findings) parts.output.out(words);
    if (known !== null) parts.output.out(proposalInWords(known));
  }
  const found = findings.flatMap(({ device, finding }) =>
    finding.kind === 'panel' ? [{ device, panel: finding.panel }] : [],
  );
  if (options.json) parts.output.out(JSON.stringify({ ports: findings.map(inJson) }, null, 2));
  else if (found.length === 0) parts.output.out(nothingFound(devices));
  for (const { device, panel } of options.json ? [] : found) await advise(device, panel, parts);
  return found.length > 0 ? EXIT.done : EXIT.refused;
}

async function findingAt(
  device: string,
  questions: readonly Inquiry[],
  { spared, connect, clock }: DoctorParts,
): Promise<PortFinding> {
  const why = spared(device);
  return why === null ? examinePort(device, questions, connect, clock) : { kind: 'spared', why };
}

/** What is known of the machine's panel goes before what its family usually has. */
function withProposal(finding: PortFinding, known: KnownMachine | null): PortFinding {
  if (finding.kind !== 'panel' || known === null || finding.panel.family.driver !== known.driver)
    return finding;
  return { ...finding, panel: { ...finding.panel, config: { ...finding.panel.config, ...known.config } } };
}

function proposalInWords({ title, driver, config, seen, source }: KnownMachine): string {
  const lines = Object.entries({ driver, ...config }).map(([key, value]) => `  ${tomlLine(key, value)}`);
  const by = seen === '' ? 'nobody has seen it work on this one' : `seen to work by the ${seen}`;
  return `This machine is a ${title}. Proposed for its panel (${by}; ${source}):\n${lines.join('\n')}`;
}

async function advise(device: string, panel: FoundPanel, parts: DoctorParts): Promise<void> {
  const { person, output, clock, connect } = parts;
  if (person === null) {
    output.out(`\n${configurationFor(device, panel, usualPlaces(panel.family, panel.leds))}`);
    return;
  }
  const line = connect(device, panel.baud);
  const tried = await tryOut(
    panel,
    async (config, leds, onBytes) => {
      const make = await driverFor(device, panel, config);
      return make({ connect: tapped(line, onBytes), clock, name: panel.model, leds });
    },
    person,
    clock,
  );
  if (tried.keysMissing.length > 0) output.out(`Not seen: ${tried.keysMissing.join(', ')}`);
  output.out(`\nFor the configuration file:\n\n${configurationFor(device, panel, tried.leds, tried)}`);
}

/** A connection that also reports what arrives. */
function tapped(connect: Connect, onBytes: (bytes: Uint8Array) => void): Connect {
  return (events) =>
    connect({
      ...events,
      onData(bytes) {
        onBytes(bytes);
        events.onData(bytes);
      },
    });
}

function inJson({ device, finding, words }: { device: string; finding: PortFinding; words: string }) {
  if (finding.kind !== 'panel') return { device, result: finding.kind, words };
  const { family, model, firmware, baud, geometry, keys, leds } = finding.panel;
  return {
    device,
    result: 'panel',
    words,
    driver: family.driver,
    model,
    firmware,
    baud,
    size: `${geometry.columns}x${geometry.rows}`,
    keys: [...keys].map(keyWord),
    leds,
    configuration: configurationFor(device, finding.panel, usualPlaces(family, leds)),
  };
}

function nothingFound(devices: readonly string[]): string {
  return devices.length === 0 ? 'This machine has no serial port.' : 'No panel was found.';
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        device: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const configured = values.config === undefined ? null : loadConfig(values.config).panel.device;
    return {
      json: values.json,
      help: values.help,
      devices: configured === null ? values.device : [configured, ...values.device],
    };
  } catch (error) {
    if (error instanceof TypeError) return { wrong: wrongOption(error) };
    throw error;
  }
}
