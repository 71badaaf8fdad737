import type { Cursor, Geometry } from '../../menus/frame.ts';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { Lamp } from '../script/command.ts';

/** Everything the interactive bench draws: an immutable value, rebuilt after every change. */
export interface BenchView {
  /** The panel and its size: `Crystalfontz CFA-635, 20x4`. */
  readonly title: string;
  /** The keys the panel has. */
  readonly keys: PanelKeys;
  readonly glass: {
    readonly geometry: Geometry;
    readonly rows: readonly string[];
    readonly cursor: Cursor | null;
    readonly brightness_percent: number;
  };
  readonly lamps: Readonly<Record<Lamp, boolean>>;
  readonly pressed: ReadonlySet<PanelKey>;
  readonly settings: readonly SettingRow[];
  /** `NONE`, `APPLYING 40 %`, `KEEP? 118 s`. */
  readonly transaction: string;
  readonly switches: readonly SwitchRow[];
  /** Oldest first. */
  readonly events: readonly EventRow[];
}

export interface SettingRow {
  readonly label: string;
  /** The value in force; `-` for none. */
  readonly inForce: string;
  /** The settings the operator kept. */
  readonly wanted: string;
  /** The network in force differs from the wanted one. */
  readonly differs: boolean;
}

interface SwitchRow {
  readonly name: string;
  readonly value: string;
  /** No fault is set. */
  readonly isNormal: boolean;
}

export interface EventRow {
  /** `08:15:02` */
  readonly time: string;
  readonly tone: 'key' | 'info' | 'warn' | 'error';
  readonly text: string;
}
