import { reasonOf } from '../../drivers/reason.ts';
import type { PanelPreferences } from '../../menus/appliance.ts';
import { LANGUAGES, type LanguageId } from '../../menus/words/languages.ts';
import type { Log } from '../log/log.ts';
import type { ApplianceModel } from './appliance.ts';

/** The language of the panels: the operator's choice, else the configured one. */
export class Languages {
  readonly #appliance: ApplianceModel;
  readonly #configured: LanguageId;

  constructor(appliance: ApplianceModel, configured: LanguageId) {
    this.#appliance = appliance;
    this.#configured = configured;
  }

  /** Loads the words of the stored choice. Until then, and if loading fails, the language is English. */
  async start(log: Log): Promise<void> {
    try {
      await this.use(this.#appliance.value.preferences);
    } catch (error) {
      log.error('the words of the language cannot be loaded; English is used', { why: reasonOf(error) });
    }
  }

  /** Loads the words of these preferences' language; every session then uses them. */
  async use({ language }: PanelPreferences): Promise<void> {
    const id = language ?? this.#configured;
    if (id === this.#appliance.value.language.id) return;
    const words = await LANGUAGES[id].load();
    this.#appliance.change({ language: { id, words } });
  }
}
