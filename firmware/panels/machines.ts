import type { TomlValue } from '../config/toml-value.ts';

/** What the firmware of a machine says of it: `/sys/class/dmi/id/sys_vendor`, `product_name`, `product_version`. */
export interface MachineName {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
}

/** A machine whose panel somebody saw work, and the keys of `[panel]` that it took. */
export interface KnownMachine {
  readonly title: string;
  readonly matches: { readonly [Field in keyof MachineName]?: RegExp };
  readonly driver: string;
  readonly config: Readonly<Record<string, TomlValue>>;
  /** Who saw it work, on what; '': nobody, it is a relative of one that works. */
  readonly seen: string;
  /** Where that is written. */
  readonly source: string;
}

const SOPHOS_KEYS = { up: 'BD', down: 'BB', enter: 'B7', exit: 'BE' };
const SOPHOS_PANEL = { pause_ms: { home: 100, cursor: 20 }, custom_characters: false, keys: SOPHOS_KEYS };

/**
 * The one table of machines. A proposal is only that: the doctor says where it comes from, and asks. The first entry
 * whose every stated field matches counts.
 */
const MACHINES: readonly KnownMachine[] = [
  {
    title: 'Sophos XG 330 rev. 2',
    matches: { vendor: /^Sophos$/, product: /^XG$/, version: /^330r2$/ },
    driver: 'ezio',
    config: SOPHOS_PANEL,
    seen: 'owner of an XG 330 rev. 2, 2026-09-21: text, all four keys; custom characters show as blocks',
    source: 'github.com/AbdelmonemAwad/os-frontpanel, panels.json',
  },
  {
    title: 'Sophos XG or SG',
    matches: { vendor: /^Sophos$/ },
    driver: 'ezio',
    config: SOPHOS_PANEL,
    seen: '',
    source: 'github.com/AbdelmonemAwad/os-frontpanel, panels.json',
  },
];

/** What is known of a machine; null: nothing. */
export function knownMachine(
  name: MachineName,
  machines: readonly KnownMachine[] = MACHINES,
): KnownMachine | null {
  const fields = ['vendor', 'product', 'version'] as const;
  return (
    machines.find(({ matches }) => fields.every((field) => matches[field]?.test(name[field]) ?? true)) ?? null
  );
}
