import { menuList } from '../screens/menu-list.ts';
import { sessionScreen } from '../screens/session.ts';
import { wizardScreen } from '../screens/wizard.ts';
import type { SessionSnapshot } from '../session/machine.ts';
import type { SessionMeta } from '../state/session-meta.ts';
import type { MenuList, Screen, View } from '../view.ts';
import { sessionMeta, wizardMeta } from './current.ts';
import { sessionTip, wizardTip } from './tips.ts';

/** The menu on screen, or the one the screen was opened from. */
function menuOf({ context }: SessionSnapshot, meta: SessionMeta): MenuList | null {
  if (meta.screen === 'item') {
    return menuList(context, meta.menu, meta.item);
  }
  const { opened } = context;
  return opened === null ? null : menuList(context, opened.menu, opened.item);
}

function wizardView(snapshot: SessionSnapshot): { readonly screen: Screen; readonly tip: string } {
  const wizard = snapshot.children.wizard?.getSnapshot();
  const meta = wizard && wizardMeta(wizard);
  return wizard && meta
    ? { screen: wizardScreen(wizard.context, meta), tip: wizardTip(wizard.context, meta) }
    : // Between the wizard's end and the session's next state; never drawn.
      { screen: { kind: 'message', tone: 'info', lines: [], hint: '', part: 0 }, tip: '' };
}

/** What a session shows now; a pure function of its snapshot. */
export function viewOf(snapshot: SessionSnapshot): View {
  const { context } = snapshot;
  const meta = sessionMeta(snapshot);
  const shown =
    meta.screen === 'wizard'
      ? wizardView(snapshot)
      : { screen: sessionScreen(context, meta), tip: sessionTip(context, meta) };
  return { ...shown, menu: menuOf(snapshot, meta), leavingIn_s: context.leavingIn_s };
}
