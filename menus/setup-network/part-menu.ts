import type { Wizard } from '../forms/wizard.ts';
import type { MenuItem } from '../menu-item.ts';

/** What a part of the settings brings to SETUP NETWORK: its items, and the wizards they open. */
export interface PartMenu {
  readonly items: readonly MenuItem[];
  /** By id: item `opens: '#wizard-ID'`. */
  readonly wizards: Readonly<Record<string, Wizard>>;
}
