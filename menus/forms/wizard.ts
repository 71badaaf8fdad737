/**
 * A wizard asks for values and makes settings from them. All wizards run the same machine (`../wizards/machine.ts`)
 * and differ only in the values of this type. The wizards of the settings' parts are in `../setup-network/`.
 */
import type { Appliance } from '../appliance.ts';
import type { Settings } from '../settings/settings.ts';
import type { ChangeTitle, PromptLabel, QuestionLabel } from '../words/words.ts';
import { type Entries, type Form, type FormDefinition, formOf } from './form.ts';

export interface WizardOptions<Draft> {
  /** Asked first; null: straight to the first field. */
  readonly prompt: PromptLabel | null;
  /** Asked last. */
  readonly question: QuestionLabel;
  /** Title of the change while it is applied, and in the log. */
  readonly change: ChangeTitle;
  /** Whether old and new values are shown before the question. */
  readonly review: boolean;
  readonly form: FormDefinition<Draft>;
  /** The settings with the draft in them; null while the draft lacks something. */
  settings(draft: Draft, before: Settings): Settings | null;
}

/** A wizard of any draft. */
export interface Wizard {
  readonly prompt: PromptLabel | null;
  readonly question: QuestionLabel;
  readonly change: ChangeTitle;
  readonly review: boolean;
  readonly form: Form<unknown>;
  /** What the operator wants, on top of the settings as they are now; those unchanged while a value is missing. */
  wanted(entries: Entries, appliance: Appliance): Settings;
}

export function wizardOf<Draft>(options: WizardOptions<Draft>): Wizard {
  const form = formOf(options.form);
  const { prompt, question, change, review } = options;
  return {
    prompt,
    question,
    change,
    review,
    form,
    wanted(entries, appliance) {
      const settings = options.settings(form.draft(entries), appliance.wanted);
      return settings === null ? appliance.wanted : settings;
    },
  };
}

/** A wizard without fields, which asks only for confirmation. */
export function plainWizard(options: {
  readonly question: QuestionLabel;
  readonly change: ChangeTitle;
  readonly review: boolean;
  readonly settings: (before: Settings) => Settings;
}): Wizard {
  return wizardOf<null>({
    ...options,
    prompt: null,
    form: { empty: null, fields: [], check: () => [] },
    settings: (_draft, before) => options.settings(before),
  });
}
