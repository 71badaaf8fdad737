import { type Frame, frameOf, type Geometry } from '../frame.ts';
import type { Leds } from '../leds.ts';
import type { Screen, View } from '../view.ts';
import type { RegisterWords } from '../words/words.ts';
import { layoutChecks, layoutCountdown } from './checks.ts';
import { layoutField } from './field.ts';
import { layoutMenu } from './menu.ts';
import { layoutLeaving, layoutMessage, layoutProgress } from './messages.ts';
import type { Page } from './page.ts';
import { layoutProposal } from './proposal.ts';
import { layoutConfirmation } from './questions.ts';
import { layoutStatus } from './status.ts';

/** Everything of one screen, page by page. At least one page. */
export function layoutPages(screen: Screen, geometry: Geometry, words: RegisterWords): readonly Page[] {
  switch (screen.kind) {
    case 'status':
      return layoutStatus(screen, geometry, words);
    case 'menu':
      return layoutMenu(screen, geometry, words);
    case 'field':
      return layoutField(screen, geometry);
    case 'proposal':
      return layoutProposal(screen, geometry, words);
    case 'confirmation':
      return layoutConfirmation(screen, geometry, words);
    case 'progress':
      return layoutProgress(screen, geometry);
    case 'checks':
      return layoutChecks(screen, geometry, words);
    case 'countdown':
      return layoutCountdown(screen, geometry, words);
    case 'message':
      return layoutMessage(screen, geometry);
  }
}

/** How many parts UP and DOWN have to turn through to show all of a screen on this glass. */
export function partCount(screen: Screen, geometry: Geometry, words: RegisterWords): number {
  return layoutPages(screen, geometry, words).length;
}

/** Lays a view out for one LCD geometry: the part of the screen it names, or the idle notice. */
export function layoutFrame(view: View, geometry: Geometry, words: RegisterWords, leds: Leds): Frame {
  const { screen, leavingIn_s } = view;
  const pages =
    leavingIn_s === null ? layoutPages(screen, geometry, words) : layoutLeaving(leavingIn_s, geometry, words);
  const part = 'part' in screen ? Math.min(screen.part, pages.length - 1) : 0;
  const page = pages[part];
  return frameOf(geometry, page?.lines ?? [], page?.cursor ?? null, leds);
}
