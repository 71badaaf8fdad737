import { plainWizard } from '../forms/wizard.ts';
import { FACTORY_SETTINGS } from '../settings/settings.ts';

/** Everything the panel can set goes back to the factory's values; what the platform defines stays. */
export const resetNetwork = plainWizard({
  question: 'resetNetwork',
  change: 'resetNetwork',
  review: true,
  settings: (before) => ({ ...FACTORY_SETTINGS, platform: before.platform }),
});
