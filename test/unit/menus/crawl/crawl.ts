import { isDirty } from '../../../../menus/state/wizard-list.ts';
import type { Operator } from '../../../support/operator.ts';
import { type Move, make, movesAt } from './moves.ts';
import { type Setting, start } from './panels.ts';

/** What makes one screen differ from another for the crawl: its states, and what is wrong with the form. */
function placeOf({ snapshot, view }: Operator): string {
  const wizard = snapshot.children.wizard?.getSnapshot();
  const { screen } = view;
  const error = screen.kind === 'field' ? screen.error : null;
  const index = 'index' in screen ? screen.index : screen.kind === 'proposal' ? screen.selected : 0;
  const part = screen.kind === 'proposal' ? screen.part : 0;
  const field = screen.kind === 'field' ? screen.label : '';
  const isEntered = wizard !== undefined && isDirty(wizard.context);
  const drafts = Object.keys(snapshot.context.drafts);
  // Where ENTER steps from digit to digit, each digit is a place of its own.
  const steps = wizard !== undefined && !snapshot.context.keys.has('RIGHT');
  const cursor = steps && view.screen.kind === 'field' ? view.screen.cursor : 0;
  const isLeaving = view.leavingIn_s !== null;
  return JSON.stringify([
    snapshot.value,
    wizard?.value,
    field,
    error,
    index,
    part,
    isEntered,
    drafts,
    cursor,
    isLeaving,
  ]);
}

/** The map of a panel as it becomes known: from each place by each move to the place it led to. */
export class Crawl {
  readonly places = new Map<string, Map<Move, string | null>>();
  operator: Operator;
  readonly #setting: Setting;
  readonly #look: (operator: Operator) => void;

  constructor(setting: Setting, look: (operator: Operator) => void) {
    this.#setting = setting;
    this.#look = look;
    this.operator = start(setting);
    look(this.operator);
    this.#arrive();
  }

  #arrive(): string {
    const place = placeOf(this.operator);
    if (!this.places.has(place)) {
      const moves = movesAt(this.operator, this.#setting.keys);
      this.places.set(place, new Map(moves.map((move) => [move, null])));
    }
    return place;
  }

  async #step(move: Move): Promise<string> {
    const from = placeOf(this.operator);
    await make(this.operator, move, this.#look);
    const to = this.#arrive();
    this.places.get(from)?.set(move, to);
    return to;
  }

  /** The first move of a shortest known way to a place `isWanted` likes; null: none is known. */
  #towards(isWanted: (place: string) => boolean): Move | null {
    const origin = placeOf(this.operator);
    const seen = new Set([origin]);
    const open: { readonly place: string; readonly first: Move | null }[] = [{ place: origin, first: null }];
    for (const { place, first } of open) {
      if (first !== null && isWanted(place)) {
        return first;
      }
      for (const [move, next] of this.places.get(place) ?? []) {
        if (next !== null && !seen.has(next)) {
          seen.add(next);
          open.push({ place: next, first: first ?? move });
        }
      }
    }
    return null;
  }

  #untried(place: string): Move | null {
    for (const [move, next] of this.places.get(place) ?? []) {
      if (next === null) {
        return move;
      }
    }
    return null;
  }

  /** An operator at that place; null when the known ways there do not lead there any more. */
  async visit(place: string): Promise<Operator | null> {
    this.operator = start(this.#setting);
    for (let moves = 0; moves < 60 && placeOf(this.operator) !== place; moves++) {
      const move = this.#towards((other) => other === place);
      if (move === null) {
        return null;
      }
      await this.#step(move);
    }
    return placeOf(this.operator) === place ? this.operator : null;
  }

  /** Tries every move of every place. */
  async everything(): Promise<void> {
    for (let isFresh = true; ; ) {
      const move =
        this.#untried(placeOf(this.operator)) ?? this.#towards((place) => this.#untried(place) !== null);
      if (move !== null) {
        await this.#step(move);
        isFresh = false;
      } else if (isFresh) {
        return;
      } else {
        this.operator = start(this.#setting);
        isFresh = true;
      }
    }
  }
}
