import { toPanelText } from '../frame.ts';
import type { SessionSnapshot } from '../session/machine.ts';
import type { View } from '../view.ts';

/** What a session shows now; a pure function of its snapshot. */
export function viewOf(snapshot: SessionSnapshot): View {
  const { appliance } = snapshot.context;
  return {
    screen: {
      kind: 'status',
      page: 'home',
      index: 0,
      count: 1,
      tone: 'normal',
      entries: [
        { label: '', value: toPanelText(appliance.name) },
        { label: '', value: appliance.network.lan.ipv4?.address ?? 'NO ADDRESS' },
      ],
      percent: null,
      part: 0,
    },
    menu: null,
    tip: 'Press ENTER to open the menu.',
    leavingIn_s: null,
  };
}
