import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who has an interface that NetworkManager leaves alone, and the file that says so. */
export interface Holder {
  readonly by: string;
  readonly file: string;
}

interface Stack {
  readonly by: string;
  readonly places: readonly string[];
  /** Whether the text of one of these files takes the interface. */
  readonly takes: (text: string, name: string) => boolean;
}

/** Where programs are told to take an interface. */
const STACKS: readonly Stack[] = [
  {
    // interfaces(5); NetworkManager's plugin `ifupdown` leaves alone what stands there unless `managed=true`.
    by: 'ifupdown',
    places: ['/etc/network/interfaces', '/etc/network/interfaces.d'],
    takes: (text, name) =>
      new RegExp(`^\\s*(iface|auto|allow-hotplug)\\b.*\\s${escaped(name)}(\\s|$)`, 'm').test(text),
  },
  {
    // systemd.network(5)
    by: 'networkd',
    places: ['/etc/systemd/network', '/run/systemd/network', '/usr/lib/systemd/network'],
    takes: (text, name) => lists(text, /^\s*Name\s*=(.*)$/gm, name),
  },
  {
    // dhcpcd.conf(5)
    by: 'dhcpcd',
    places: ['/etc/dhcpcd.conf'],
    takes: (text, name) => lists(text, /^\s*(?:interface|allowinterfaces)\s+(.*)$/gm, name),
  },
  {
    // NetworkManager.conf(5)
    by: 'nm conf',
    places: [
      '/etc/NetworkManager/NetworkManager.conf',
      '/etc/NetworkManager/conf.d',
      '/run/NetworkManager/conf.d',
      '/usr/lib/NetworkManager/conf.d',
    ],
    takes: (text, name) => lists(text, /^\s*unmanaged-devices\s*[+]?=(.*)$/gm, name),
  },
];

/** The first of the stacks whose configuration takes the interface; null: none is known to. */
export function holderOf(name: string): Holder | null {
  for (const { by, places, takes } of STACKS) {
    for (const file of places.flatMap(filesAt)) if (takes(textOf(file), name)) return { by, file };
  }
  return null;
}

/** The file itself, or those in the folder. */
function filesAt(place: string): readonly string[] {
  try {
    return readdirSync(place)
      .sort()
      .map((name) => join(place, name));
  } catch {
    return [place];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll(/^\s*[#;].*$/gm, '');
  } catch {
    return '';
  }
}

/** Whether one of the lists in the text names the interface, outright or by a pattern such as `en*`. */
function lists(text: string, line: RegExp, name: string): boolean {
  for (const [, list = ''] of text.matchAll(line)) {
    const items = list.split(/[\s,;]+/).map((item) => item.replace(/^interface-name:=?/, ''));
    if (items.some((item) => item !== '' && !item.startsWith('!') && pattern(item).test(name))) return true;
  }
  return false;
}

function pattern(glob: string): RegExp {
  return new RegExp(`^${escaped(glob).replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
