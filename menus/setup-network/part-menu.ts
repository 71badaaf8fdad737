import type { Wizard } from '../forms/wizard.ts';
import type { MenuItem } from '../menu-item.ts';

/** A setting's items in SETUP NETWORK, and the wizards they open. */
export interface PartMenu {
  readonly items: readonly MenuItem[];
  /** By id: item `opens: '#wizard-ID'`. */
  readonly wizards: Readonly<Record<string, Wizard>>;
}
