/**
 * What operators have entered in wizards and not applied, or applied and not kept. A draft ends when the operator
 * discards it or its change is kept; until then its wizard opens with it.
 */
import type { Texts } from '../forms/form.ts';
import { WIZARDS } from '../setup-network/setup-network.ts';
import { keysOf } from '../values/typed-object.ts';
import type { Message } from '../words/messages.ts';
import type { WizardLabel } from '../words/words.ts';

export interface Draft {
  readonly texts: Texts;
  /** Secret fields whose text was forgotten: they have to be entered again. */
  readonly forgotten: readonly string[];
  /** Why the change was refused or undone; null: it was not, or the operator has gone on since. */
  readonly blame: Message | null;
}

/** By wizard; one without a draft opens on its proposal. */
export type Drafts = Readonly<Partial<Record<WizardLabel, Draft>>>;

export const NO_DRAFTS: Drafts = {};

/** Sent by a wizard to its session whenever what was entered has changed. */
export interface DraftEvent {
  readonly type: 'DRAFT.CHANGED';
  readonly wizard: WizardLabel;
  /** null: nothing is entered. */
  readonly draft: Draft | null;
}

export function withDraft(drafts: Drafts, wizard: WizardLabel, draft: Draft | null): Drafts {
  const { [wizard]: _before, ...others } = drafts;
  return draft === null ? others : { ...others, [wizard]: draft };
}

/** The drafts as they may outlive their session: without secrets. */
export function withoutSecrets(drafts: Drafts): Drafts {
  // Each stays with its own wizard.
  return Object.fromEntries(
    Object.entries(drafts).map(([wizard, draft]) => [wizard, forgetSecrets(wizard as WizardLabel, draft)]),
  ) as Drafts;
}

function forgetSecrets(wizard: WizardLabel, { texts, forgotten, blame }: Draft): Draft {
  const secret = new Set(WIZARDS[wizard].form.fields.filter(({ isSecret }) => isSecret).map(({ id }) => id));
  const entered = keysOf(texts).filter((id) => secret.has(id));
  return {
    texts: Object.fromEntries(Object.entries(texts).filter(([id]) => !secret.has(id))),
    forgotten: [...new Set([...forgotten, ...entered])],
    blame,
  };
}
