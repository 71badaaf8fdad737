import type { PowerAction } from '../../menus/power-action.ts';
import type { View } from '../../menus/view.ts';
import type { HeadlineLabel, RegisterWords } from '../../menus/words/words.ts';

/** A panel's last screen, which stays on it until the panel loses power or the daemon starts again. */
export function goodbyeView(action: PowerAction | null, { headlines }: RegisterWords): View {
  const lines = labelsFor(action).map((label) => headlines[label]);
  return {
    screen: { kind: 'message', tone: 'info', lines, hint: '', part: 0 },
    menu: null,
    tip: '',
    leavingIn_s: null,
  };
}

function labelsFor(action: PowerAction | null): readonly HeadlineLabel[] {
  if (action === 'reboot') return ['rebooting', 'pleaseWait'];
  if (action === 'shutdown') return ['shuttingDown', 'pleaseWait'];
  return ['stopped', 'stoppedHelp'];
}
