import { plainWizard } from '../forms/wizard.ts';
import { FACTORY_SETTINGS } from '../settings/settings.ts';

/** Restores the factory value of every setting the panel can change; platform-defined settings stay. */
export const resetNetwork = plainWizard({
  question: 'resetNetwork',
  change: 'resetNetwork',
  settings: (before) => ({ ...FACTORY_SETTINGS, platform: before.platform }),
});
