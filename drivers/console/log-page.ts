/** The daemon's last log lines, as a page of the console. Pure. */
import { type Content, type Line, line, type Tone, wrap } from './lines.ts';

const TONES: ReadonlyMap<string, Tone> = new Map([
  ['error', 'bad'],
  ['warn', 'busy'],
]);

/** `time=2026-11-22T08:00:00.000Z level=info name=panel msg="panel connected" ...`; see `firmware/log/log.ts`. */
const LOG_LINE = /^time=\S*?T(\S+?)(?:\.\d+)?Z level=(\S+) (.*)$/;

/** The newest line last, as many as fit; continued lines are indented. */
export function logPage(log: readonly string[], width: number): Content {
  const lines = log.flatMap((text): readonly Line[] => {
    const [, time = '', level = '', rest = text] = LOG_LINE.exec(text) ?? [];
    const parts = wrap(rest, width - 10);
    return parts.map((part, index) => [
      { text: (index === 0 ? time : '').padEnd(10), tone: 'faint' },
      { text: part, tone: TONES.get(level) ?? 'plain' },
    ]);
  });
  return { lines, focus: lines.length };
}

export const logLocked = (text: string, width: number): Content => ({
  lines: wrap(text, width).map((part) => line(part)),
  focus: 0,
});
