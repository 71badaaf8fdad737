import { reasonOf } from '../drivers/reason.ts';
import type { NamedKey, TerminalKey } from '../drivers/terminal/keys.ts';
import { toKeyEvent } from '../drivers/terminal/keys.ts';
import { Alarm } from '../menus/alarm.ts';
import type { PanelKey } from '../menus/keys.ts';
import type { Bench } from './bench.ts';
import type { Command } from './script/command.ts';
import type { Recorder } from './script/recorder.ts';
import { BENCH_SWITCHES } from './switches.ts';

/** State of the keyboard at the bench. */
export interface Hands {
  /** The selected switch; null: the panel has the keys. */
  readonly selected: number | null;
  readonly isHelp: boolean;
  readonly pressed: ReadonlySet<PanelKey>;
}

export interface OperatorParts {
  readonly bench: Bench;
  /** Called with every command as it is given, for the list of events. */
  readonly onCommand: (command: Command) => void;
  readonly recorder: Recorder | null;
  readonly onHands: (hands: Hands) => void;
  readonly onScreenshot: () => void;
  readonly onRedraw: () => void;
  readonly onLeave: () => void;
  /** Called with the reason when a switch cannot be turned or the panel lacks a key. */
  readonly onTrouble: (why: string) => void;
}

/** A terminal reports no release: a key counts as down this long, in milliseconds. Long enough to be seen lit. */
const TAP_ms = 120;

const PANEL_KEY_BY_NAME: Partial<Record<NamedKey, PanelKey>> = {
  up: 'UP',
  down: 'DOWN',
  left: 'LEFT',
  right: 'RIGHT',
  enter: 'ENTER',
  escape: 'EXIT',
};

const HELD_BY_NAME: Partial<Record<NamedKey, PanelKey>> = { 'page-up': 'UP', 'page-down': 'DOWN' };

interface HeldKey {
  readonly key: PanelKey;
  readonly since_ms: number;
  /** Held until the next key, not tapped. */
  readonly isHeld: boolean;
}

/** Maps terminal input to actions on the bench. */
export class Operator {
  readonly #parts: OperatorParts;
  #selected: number | null = null;
  #isHelp = false;
  #held: HeldKey | null = null;
  /** Releases a tapped key. */
  readonly #tapEnd: Alarm;

  constructor(parts: OperatorParts) {
    this.#parts = parts;
    this.#tapEnd = new Alarm(parts.bench.time.clock);
  }

  get hands(): Hands {
    return {
      selected: this.#selected,
      isHelp: this.#isHelp,
      pressed: new Set(this.#held === null ? [] : [this.#held.key]),
    };
  }

  key(key: TerminalKey): void {
    if (key.kind === 'control') {
      this.#control(key.letter);
    } else if (this.#isHelp) {
      this.#isHelp = false;
    } else if (key.kind === 'named' && key.name === 'tab') {
      this.#release();
      this.#selected = this.#selected === null ? 0 : null;
    } else if (this.#selected === null) {
      this.#panelKey(key);
    } else {
      this.#switchKey(key, this.#selected);
    }
    this.#parts.onHands(this.hands);
  }

  /** Releases every key. */
  release(): void {
    this.#release();
  }

  #control(letter: string): void {
    switch (letter) {
      case 'c':
        this.#release();
        this.#parts.onLeave();
        break;
      case 'l':
        this.#parts.onRedraw();
        break;
      case 'p':
        this.#parts.onScreenshot();
        break;
      case 'r':
        this.#release();
        this.#note({ kind: 'restart' });
        void this.#parts.bench.restart();
        break;
    }
  }

  #panelKey(key: TerminalKey): void {
    if (key.kind === 'character' && key.character === '?') {
      this.#isHelp = true;
      return;
    }
    this.#release();
    const tapped = key.kind === 'named' ? PANEL_KEY_BY_NAME[key.name] : undefined;
    const held = key.kind === 'named' ? HELD_BY_NAME[key.name] : undefined;
    const pressed = tapped ?? held;
    if (pressed === undefined) {
      this.#type(key);
    } else if (!this.#parts.bench.keys.has(pressed)) {
      this.#parts.onTrouble(`this panel has no ${pressed}`);
    } else {
      this.#press(pressed, tapped === undefined ? null : TAP_ms);
    }
  }

  #type(key: TerminalKey): void {
    const event = toKeyEvent(key);
    if (event === null) {
      return;
    }
    this.#parts.bench.typeKey(event);
    if (event.type === 'KEY.CHARACTER') {
      this.#note({ kind: 'type', text: event.character });
    } else if (event.type === 'KEY.BACKSPACE') {
      this.#note({ kind: 'type', text: '\b' });
    }
  }

  #press(key: PanelKey, duration_ms: number | null): void {
    const { bench } = this.#parts;
    bench.keyDown(key);
    if (duration_ms !== null) {
      this.#tapEnd.after(duration_ms, () => this.#release());
    }
    this.#held = { key, since_ms: bench.time.clock.now(), isHeld: duration_ms === null };
  }

  #release(): void {
    const held = this.#held;
    if (held === null) {
      return;
    }
    const { bench } = this.#parts;
    this.#held = null;
    this.#tapEnd.cancel();
    bench.keyUp(held.key);
    const { key, since_ms, isHeld } = held;
    const duration_ms = bench.time.clock.now() - since_ms;
    this.#note(isHeld ? { kind: 'hold', key, duration_ms } : { kind: 'press', key, times: 1 }, since_ms);
    this.#parts.onHands(this.hands);
  }

  #switchKey(key: TerminalKey, selected: number): void {
    if (key.kind === 'character') {
      if (key.character === ' ') {
        this.#turn(selected);
      } else if (key.character === '?') {
        this.#isHelp = true;
      }
      return;
    }
    const name = key.kind === 'named' ? key.name : null;
    if (name === 'up' || name === 'down') {
      const count = BENCH_SWITCHES.length;
      this.#selected = (selected + (name === 'down' ? 1 : count - 1)) % count;
    } else if (name === 'enter' || name === 'right') {
      this.#turn(selected);
    } else if (name === 'escape') {
      this.#selected = null;
    }
  }

  #turn(selected: number): void {
    const turned = BENCH_SWITCHES[selected];
    if (turned !== undefined) {
      const value = turned.next(this.#parts.bench.parts);
      this.#note({ kind: 'fault', name: turned.name, value });
      this.#parts.bench.fault(turned.name, value).catch((error: unknown) => {
        this.#parts.onTrouble(reasonOf(error));
      });
    }
  }

  #note(command: Command, since_ms: number = this.#parts.bench.time.clock.now()): void {
    this.#parts.recorder?.note(command, since_ms, this.#parts.bench.time.clock.now());
    this.#parts.onCommand(command);
  }
}
