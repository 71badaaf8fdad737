/** The tip of every screen, a sentence for consoles. */
import { warningOf } from '../screens/session.ts';
import type { SessionContext } from '../state/session-context.ts';
import type { SessionMeta } from '../state/session-meta.ts';
import type { WizardContext, WizardMeta } from '../state/wizard-context.ts';
import { selectedField } from '../state/wizard-list.ts';
import { menuItem } from '../tree.ts';
import { tipsOf } from '../words/audience.ts';
import type { TipLabel } from '../words/words.ts';

/** Empty for a glass, which has no room for it. */
export function wizardTip(context: WizardContext, meta: WizardMeta): string {
  const words = tipsOf(context);
  if (words === null) return '';
  return meta.screen === 'field'
    ? words.fieldTips[context.wizard.form.describe(selectedField(context)).tip]
    : words.tips[meta.screen];
}

/** Empty for a glass. */
export function sessionTip(
  context: SessionContext,
  meta: Exclude<SessionMeta, { screen: 'wizard' }>,
): string {
  const words = tipsOf(context);
  if (words === null) return '';
  return meta.screen === 'item'
    ? words.itemTips[menuItem(meta.item).tip]
    : words.tips[labelOf(context, meta)];
}

function labelOf(
  context: SessionContext,
  meta: Exclude<SessionMeta, { screen: 'wizard' | 'item' }>,
): TipLabel {
  switch (meta.screen) {
    case 'status':
      return meta.page === 'notice' ? 'notice' : 'status';
    case 'countdown':
      return meta.canKeep ? 'keep' : 'keepSoon';
    case 'message':
      return context.message.tone === 'fault' ? 'readAndPress' : 'pressKey';
    case 'confirm':
      return warningOf(context.appliance, meta.question) ?? 'confirm';
    case 'goodbye':
      return meta.action === 'reboot' ? 'rebooting' : 'shuttingDown';
    default:
      return meta.screen;
  }
}
