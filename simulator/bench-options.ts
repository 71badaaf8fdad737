import type { Connect } from '../drivers/transport.ts';
import type { Files } from '../firmware/state/files.ts';
import type { Clock } from '../menus/clock.ts';
import type { Geometry } from '../menus/frame.ts';
import type { Glass } from './screenshot/glass.ts';
import type { BenchTime } from './time.ts';

export interface BenchOptions {
  /** A panel family or a model of one, as `panel-choice.ts` names them; `cfa635` unless given. */
  readonly panel?: string;
  /** Size of its glass, for families with several; 20x4 unless given. */
  readonly geometry?: Geometry;
  /** Simulated unless given. */
  readonly time?: BenchTime;
  /** The state directory; in memory unless given. */
  readonly files?: Files;
  /** Lines added to the configuration the bench runs with (TOML). */
  readonly config?: string;
  /** Path of the control socket; none unless given. */
  readonly socket?: string;
  /** Kind of glass in screenshots. */
  readonly glass?: Glass;
  /** What the daemon's clock and its panel's line pass through, such as a process that stands still; nothing unless given. */
  readonly process?: { clock(clock: Clock): Clock; line(connect: Connect): Connect };
  /** Gets each line of the daemon's log. */
  readonly onLogLine?: (line: string) => void;
  /** Seed of the daemon's random bytes, which differ from run to run; the same seed gives the same bytes. */
  readonly seed?: number;
}
