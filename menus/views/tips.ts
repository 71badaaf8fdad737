/** A sentence for consoles on every screen: what it wants, or what it says. */

import type { SessionContext } from '../session/context.ts';
import type { SessionMeta } from '../session/meta.ts';
import type { WizardContext, WizardMeta } from '../state/wizard-context.ts';
import { menuItem } from '../tree.ts';

const CONFIRM = 'Choose with UP and DOWN or with Y and N, then press ENTER. NO changes nothing.';

export function wizardTip({ wizard }: WizardContext, meta: WizardMeta): string {
  switch (meta.screen) {
    case 'prompt':
      return 'ENTER goes on; UP pressed twice, or EXIT, goes back to the menu.';
    case 'field':
      return wizard.form.describe(meta.field).tip;
    case 'note':
      return 'Such packets carry a priority but belong to no VLAN. ENTER goes on, EXIT goes back to the field.';
    case 'review':
      return 'Nothing is changed yet. UP and DOWN turn through the changes, ENTER goes on.';
    case 'nothing':
      return 'Everything is already as entered. Press a key.';
    case 'refused':
      return 'The settings do not go together. Nothing was changed. Press a key.';
    case 'confirm':
      return CONFIRM;
    case 'discard':
      return 'Something was entered. YES forgets it and goes back to the menu.';
  }
}

export function sessionTip(
  context: SessionContext,
  meta: Exclude<SessionMeta, { screen: 'wizard' }>,
): string {
  switch (meta.screen) {
    case 'status':
      return meta.page === 'notice'
        ? 'Press a key to confirm that you have seen this.'
        : 'Press ENTER to access the menu. UP and DOWN turn the pages.';
    case 'item':
      return menuItem(meta.item).tip;
    case 'gate':
      return 'Enter the PIN of this panel.';
    case 'checkingPin':
      return 'The PIN is being checked.';
    case 'wrongPin':
      return 'After wrong PINs none is taken, also not the right one, until the time is up.';
    case 'newPin':
      return 'A PIN of 4 to 8 digits.';
    case 'repeatPin':
      return 'The same PIN once more.';
    case 'saving':
      return 'Being stored.';
    case 'changing':
      return 'The change is being made. If anything goes wrong, the old settings come back.';
    case 'keeping':
      return 'The new settings are being kept.';
    case 'countdown':
      return meta.canKeep
        ? 'ENTER keeps the new settings. Without it the old ones come back when the time is up.'
        : 'Read what was found. The answers follow in a moment.';
    case 'kept':
      return 'The new settings stay. Press a key.';
    case 'testing':
      return 'The network is being tested. Nothing is changed.';
    case 'tested':
      return 'UP and DOWN turn through the results. EXIT goes back to the menu.';
    case 'lampTest':
      return 'All LEDs and all pixels should be lit. Press a key to end.';
    case 'message':
      return context.message.tone === 'fault' ? 'Read this, then press a key.' : 'Press a key.';
    case 'version':
      return 'Software version, serial number and name. Press a key.';
    case 'level':
      return 'UP and DOWN change it at once. ENTER keeps it, EXIT goes back to what it was.';
    case 'confirm':
      return meta.question !== 'clearPin' && context.appliance.platform.scanRunning
        ? 'A scan is running and would be lost. NO leaves the appliance running.'
        : CONFIRM;
    case 'goodbye':
      return meta.action === 'reboot' ? 'The appliance restarts.' : 'The appliance turns itself off.';
  }
}
