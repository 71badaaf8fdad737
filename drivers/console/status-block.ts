/** The lines above menu and pane, the same on every screen: the appliance and its state. */
import { LED_NAMES, LEDS, type LedColour } from '../../menus/leds.ts';
import type { FaceWords } from '../../menus/words/words.ts';
import { bar, cellsOf, type Line, padCells, type Tone } from './lines.ts';
import type { Headline, HeadlineLink } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** Width of the progress bar, in cells. */
const BAR_WIDTH = 30;

/** Above the board, which says the rest: the update alone, while there is one. */
export function boardHead(headline: Headline, terminal: Terminal, words: FaceWords): readonly Line[] {
  return headline.update.state === 'none' ? [] : [updateLine(headline, terminal, words)];
}

/** Two lines: addresses and platform; then the software update, if there is one, else the version. */
export function statusBlock(headline: Headline, terminal: Terminal, words: FaceWords): readonly Line[] {
  return [networkLine(headline, words), updateLine(headline, terminal, words)];
}

/** The right end of the title line. */
export function ledsLine({ leds }: Headline, { on, off }: FaceWords): Line {
  const width = Math.max(cellsOf(on), cellsOf(off));
  return LED_NAMES.map((led, index) => ({
    text: `${index === 0 ? '' : '  '}${led} ${padCells(leds[led] ? on : off, width)}`,
    tone: leds[led] ? LIT_TONES[LEDS[led].colour] : 'plain',
  }));
}

const LIT_TONES: Readonly<Record<LedColour, Tone>> = { green: 'good', red: 'bad', amber: 'busy' };

function networkLine(headline: Headline, words: FaceWords): Line {
  const used = headline.links.filter(({ isUsed }) => isUsed);
  const platform =
    headline.platformConnected === null
      ? words.platformUnknown
      : headline.platformConnected
        ? words.platformConnected
        : words.platformDown;
  return [
    ...used.flatMap((link) => linkSegments(link, used.length === 1, words)),
    { text: `${words.platform} `, tone: 'faint' },
    { text: platform, tone: headline.platformConnected === false ? 'bad' : 'value' },
    { text: headline.scanRunning ? `   ${words.scanRunning}` : '', tone: 'busy' },
  ];
}

/** How the address was got only where the line has room for it. */
function linkSegments(link: HeadlineLink, isAlone: boolean, words: FaceWords): Line {
  const origin = isAlone ? ` (${link.origin})` : '';
  const address = link.address === null ? words.noAddress : link.address + origin;
  return [
    { text: `${link.role.toUpperCase()} `, tone: 'faint' },
    link.carrier
      ? { text: `${address}   `, tone: 'value' }
      : { text: `${address}, ${words.noLink}   `, tone: 'bad' },
  ];
}

/** A running or failed update, else the version. */
function updateLine({ update, version }: Headline, terminal: Terminal, words: FaceWords): Line {
  if (update.state === 'none') {
    return [
      { text: `${words.software} `, tone: 'faint' },
      { text: version, tone: 'value' },
    ];
  }
  if (update.state === 'failed') {
    return [{ text: words.updateFailed({ message: update.message }), tone: 'bad' }];
  }
  if (update.state === 'silent') {
    return [{ text: words.updateSilent({ seconds: update.after_s }), tone: 'bad' }];
  }
  const { barFull, barEmpty } = terminal.symbols;
  const meter =
    update.percent === null
      ? ''
      : `${bar(update.percent, BAR_WIDTH, barFull, barEmpty)} ${update.percent} % `;
  return [
    { text: `${words.update} `, tone: 'faint' },
    { text: meter, tone: 'busy' },
    { text: update.message, tone: 'plain' },
  ];
}
