/** The lines above menu and pane, the same on every screen: the appliance and its state. */
import { LED_NAMES, LEDS, type LedColour } from '../../menus/leds.ts';
import { bar, type Line, type Tone } from './lines.ts';
import type { Headline } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** Cells of the progress bar. */
const BAR_WIDTH = 30;

/** Two lines: address and platform, then the software update (or nothing to say of one). */
export function statusBlock(headline: Headline, terminal: Terminal): readonly Line[] {
  return [networkLine(headline), updateLine(headline, terminal)];
}

/** The right end of the title line. */
export function ledsLine({ leds }: Headline): Line {
  return LED_NAMES.map((led, index) => ({
    text: `${index === 0 ? '' : '  '}${led} ${onOff(leds[led])}`,
    tone: leds[led] ? LIT_TONES[LEDS[led].colour] : 'plain',
  }));
}

const LIT_TONES: Readonly<Record<LedColour, Tone>> = { green: 'good', red: 'bad', amber: 'busy' };

const onOff = (lit: boolean) => (lit ? 'on ' : 'off');

function networkLine(headline: Headline): Line {
  const address =
    headline.lanAddress === null ? 'no address' : `${headline.lanAddress} (${headline.lanOrigin})`;
  const platform =
    headline.platformConnected === null
      ? 'not heard of'
      : headline.platformConnected
        ? 'connected'
        : 'not connected';
  return [
    { text: 'LAN ', tone: 'faint' },
    headline.lanCarrier ? { text: address, tone: 'value' } : { text: `${address}, no link`, tone: 'bad' },
    { text: '   Platform ', tone: 'faint' },
    { text: platform, tone: headline.platformConnected === false ? 'bad' : 'value' },
    { text: headline.scanRunning ? '   Scan running' : '', tone: 'busy' },
  ];
}

function updateLine({ update, version }: Headline, terminal: Terminal): Line {
  if (update.state === 'none') {
    return [
      { text: 'Software ', tone: 'faint' },
      { text: version, tone: 'value' },
    ];
  }
  if (update.state === 'failed') {
    return [{ text: `Software update failed. ${update.message}`, tone: 'bad' }];
  }
  const { barFull, barEmpty } = terminal.symbols;
  const meter =
    update.percent === null
      ? ''
      : `${bar(update.percent, BAR_WIDTH, barFull, barEmpty)} ${update.percent} % `;
  return [
    { text: 'Software update ', tone: 'faint' },
    { text: meter, tone: 'busy' },
    { text: update.message, tone: 'plain' },
  ];
}
