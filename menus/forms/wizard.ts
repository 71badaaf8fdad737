/**
 * A wizard shows values as they would be set, lets them be changed, and makes settings from them. All wizards run the
 * same machine (`../wizards/machine.ts`) and differ only in the values of this type. The wizards of the settings' parts
 * are in `../setup-network/`.
 */
import type { Appliance } from '../appliance.ts';
import type { Settings } from '../settings/settings.ts';
import type { QuestionLabel, WizardLabel } from '../words/words.ts';
import { type Entries, type Form, type FormDefinition, formOf } from './form.ts';

export interface WizardOptions<Draft> {
  /** Title of the list, of the change while it is applied, and in the log. Also the key of its draft. */
  readonly change: WizardLabel;
  /** Asked before it is applied; omitted: APPLY is enough, because the change is undone unless it is kept. */
  readonly question?: QuestionLabel;
  readonly form: FormDefinition<Draft>;
  /** The settings with the draft in them; null while the draft lacks something. */
  settings(draft: Draft, before: Settings): Settings | null;
}

/** A wizard of any draft. */
export interface Wizard {
  readonly change: WizardLabel;
  /** null: it does not ask. */
  readonly question: QuestionLabel | null;
  readonly form: Form<unknown>;
  /** What the operator wants, on top of the settings as they are now; those unchanged while a value is missing. */
  wanted(entries: Entries, appliance: Appliance): Settings;
}

export function wizardOf<Draft>(options: WizardOptions<Draft>): Wizard {
  const form = formOf(options.form);
  return {
    change: options.change,
    question: options.question ?? null,
    form,
    wanted(entries, appliance) {
      const settings = options.settings(form.draft(entries, appliance), appliance.wanted);
      return settings === null ? appliance.wanted : settings;
    },
  };
}

/** A wizard without fields: its list is the review of one change. */
export function plainWizard(options: {
  readonly change: WizardLabel;
  readonly question?: QuestionLabel;
  readonly settings: (before: Settings) => Settings;
}): Wizard {
  return wizardOf<null>({
    ...options,
    form: { empty: null, fields: [], check: () => [] },
    settings: (_draft, before) => options.settings(before),
  });
}
