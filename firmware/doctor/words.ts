import type { PortFinding } from './examine.ts';
import type { PortFacts } from './ports.ts';
import type { FoundPanel } from './probes.ts';

/** What was found on a port, as a sentence that says what to do about it. */
export function describeFinding(device: string, finding: PortFinding, facts: PortFacts): string {
  switch (finding.kind) {
    case 'panel': {
      const { model, firmware, baud, geometry } = finding.panel;
      const version = firmware === '' ? '' : `, firmware ${firmware}`;
      return `${device}: ${model}${version}, ${geometry.columns}x${geometry.rows}, at ${baud} baud`;
    }
    case 'unusable':
      return describeFault(device, finding.why, facts);
    case 'unknown':
      return `${device}: something answers, but not as any supported panel at ${list(finding.speeds)} baud: perhaps another speed, or another device`;
    case 'no-answer':
      return `${device}: no answer at ${list(finding.speeds)} baud: nothing is attached, it has no power, or TX and RX are swapped`;
  }
}

function describeFault(device: string, why: string, { group, users }: PortFacts): string {
  if (/permission/i.test(why)) {
    const cure =
      group === null
        ? ''
        : `: it belongs to the group ${group}; try "sudo usermod -aG ${group} $USER" and log in again`;
    return `${device}: no permission${cure}`;
  }
  if (/in use|busy|lock/i.test(why)) {
    const by =
      users.length === 0 ? ' by another program (run as root to see which)' : ` by ${users.join(', ')}`;
    return `${device}: in use${by}; stop it first, for Bezel itself with "systemctl stop bezel"`;
  }
  return why.startsWith(device) ? why : `${device}: ${why}`;
}

function list(speeds: readonly number[]): string {
  return speeds.join(', ');
}

/** Letters the keys of a Matrix Orbital keypad were seen to send, by key. */
export type SeenLetters = ReadonlyMap<string, string>;

/** The configuration for a panel that was found, to paste; `s2`: index of the LED chosen for S2, null: none. */
export function configurationFor(
  device: string,
  { driver, baud, geometry, keys }: FoundPanel,
  s2: number | null,
  letters: SeenLetters = new Map(),
): string {
  const lines = ['[panel]', `driver = "${driver}"`, `device = "${device}"`, `baud = ${baud}`];
  if (driver === 'line' || driver === 'matrix-orbital')
    lines.push(`size = "${geometry.columns}x${geometry.rows}"`);
  if (driver === 'line') {
    const names = [...keys].map((key) => `"${key.toLowerCase()}"`);
    lines.push(`keys = [${names.join(', ')}]`, 'toggle_lines = false');
  }
  if (letters.size > 0) {
    const wired = [...letters].map(([key, letter]) => `${key.toLowerCase()} = "${letter}"`);
    lines.push(`letters = { ${wired.join(', ')} }`);
  }
  if (s2 !== null) lines.push('', '[leds.s2]', 'kind = "panel"', `index = ${s2}`);
  return `${lines.join('\n')}\n`;
}
