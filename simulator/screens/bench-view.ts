import type { Cursor, Geometry } from '../../menus/frame.ts';
import type { PanelKey, PanelKeys } from '../../menus/keys.ts';
import type { Lamp } from '../script/command.ts';

/** Everything the interactive bench draws: a value, made anew whenever something changed. */
export interface BenchView {
  /** What stands behind the front panel: `Crystalfontz CFA-635, 20x4`. */
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
  /** What the network has; `-` for nothing. */
  readonly inForce: string;
  /** What was kept by the operator. */
  readonly wanted: string;
  /** The network is not (yet) what is wanted. */
  readonly differs: boolean;
}

interface SwitchRow {
  readonly name: string;
  readonly value: string;
  /** Everything is well with it. */
  readonly isNormal: boolean;
}

export interface EventRow {
  /** `08:15:02` */
  readonly time: string;
  readonly tone: 'key' | 'info' | 'warn' | 'error';
  readonly text: string;
}
