import type { PortFinding } from './examine.ts';
import type { PortFacts } from './ports.ts';

/** A finding as a sentence that says what to do next. */
export function describeFinding(device: string, finding: PortFinding, facts: PortFacts): string {
  switch (finding.kind) {
    case 'panel': {
      const { model, firmware, baud, geometry } = finding.panel;
      const version = firmware === '' ? '' : `, firmware ${firmware}`;
      return `${device}: ${model}${version}, ${geometry.columns}x${geometry.rows}, at ${baud} baud`;
    }
    case 'spared':
      return `${device}: not opened: ${finding.why}`;
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
