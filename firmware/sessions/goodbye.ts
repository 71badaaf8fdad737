import type { PowerAction } from '../../menus/effects.ts';
import type { View } from '../../menus/view.ts';

/** The last screen of a panel: it stays there, unless the panel loses its power. */
export function goodbyeView(action: PowerAction | null): View {
  return {
    screen: { kind: 'message', tone: 'info', lines: linesFor(action), hint: '', part: 0 },
    menu: null,
    tip: 'The panel service has ended.',
    leavingIn_s: null,
  };
}

function linesFor(action: PowerAction | null): readonly string[] {
  if (action === 'reboot') return ['REBOOTING', 'PLEASE WAIT'];
  if (action === 'shutdown') return ['SHUTTING DOWN', 'PLEASE WAIT'];
  return ['GOODBYE', 'PANEL STOPPED'];
}
