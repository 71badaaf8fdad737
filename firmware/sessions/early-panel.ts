import type { Panel, PanelEvents, PanelLink } from '../../drivers/panel.ts';
import { frameOf } from '../../menus/frame.ts';
import type { KeyEdge } from '../../menus/keys.ts';
import { STARTING } from '../../menus/words/starting.ts';

/**
 * Starts a panel before its session exists, so that the line is opened and the panel identified while the rest of the
 * daemon loads. The returned panel's `start` delivers the current link and the key edges since then, in order.
 */
export function startEarly(panel: Panel): Panel {
  let events: PanelEvents | null = null;
  let link: PanelLink | null = null;
  const edges: KeyEdge[] = [];
  const lacks: string[] = [];
  panel.show(frameOf(panel.geometry, STARTING));
  panel.start({
    onEdge(edge) {
      if (events === null) edges.push(edge);
      else events.onEdge(edge);
    },
    onShown: (frame) => events?.onShown?.(frame),
    onLink(next) {
      link = next;
      events?.onLink(next);
    },
    onLack(what) {
      if (events === null) lacks.push(what);
      else events.onLack?.(what);
    },
  });
  return {
    name: panel.name,
    geometry: panel.geometry,
    keys: panel.keys,
    repertoire: panel.repertoire,
    backlight: panel.backlight,
    start(wanted) {
      events = wanted;
      if (link !== null) wanted.onLink(link);
      for (const what of lacks.splice(0)) wanted.onLack?.(what);
      for (const edge of edges.splice(0)) wanted.onEdge(edge);
    },
    show: (frame) => panel.show(frame),
    setDisplay: (display) => panel.setDisplay(display),
    setAttention: (isNeeded) => panel.setAttention?.(isNeeded),
    close: (grace_ms) => panel.close(grace_ms),
  };
}
