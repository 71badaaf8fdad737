import { plainWizard } from '../forms/wizard.ts';
import { CHANGES, QUESTIONS } from '../labels.ts';
import { FACTORY_SETTINGS } from '../settings/settings.ts';

/** Everything the panel can set goes back to the factory's values; what the platform defines stays. */
export const resetNetwork = plainWizard({
  question: QUESTIONS.reset,
  change: CHANGES.reset,
  review: true,
  settings: (before) => ({ ...FACTORY_SETTINGS, platform: before.platform }),
});
