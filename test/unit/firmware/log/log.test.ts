import { describe, expect, it } from 'vitest';
import { LINE_PERIOD_ms, LINES_AT_ONCE } from '../../../../firmware/log/line-limit.ts';
import { createLog, type LogLevels, levelsFromEnvironment } from '../../../../firmware/log/log.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function logWith(levels: Partial<LogLevels> = {}) {
  const lines: string[] = [];
  const clock = new SimulatedClock(Date.UTC(2026, 10, 22, 8));
  const log = createLog({ clock, write: (line) => lines.push(line), level: 'info', levels: {}, ...levels });
  return { log, lines, clock };
}

describe('a log line', () => {
  it('is logfmt: quoted where it must be', () => {
    const { log, lines } = logWith();
    log.child('panel').warn('panel absent', { why: 'no "such" device', attempt: 3, known: false, id: null });
    expect(lines).toEqual([
      'time=2026-11-22T08:00:00.000Z level=warn name=panel msg="panel absent" why="no \\"such\\" device" attempt=3 known=false id=null',
    ]);
  });

  it('stays one line, whatever it holds', () => {
    const { log, lines } = logWith();
    log.info('a\nb', { text: 'c\r\n\u001b[31m' });
    expect(lines[0]).toMatch(/^[ -~]+$/);
  });
});

describe('text from outside', () => {
  it.each([
    ['C1, which terminals obey like ESC [', '\u009b31m'],
    ['DEL', '\u007f'],
    ['an override that turns text around', 'a\u202eb'],
    ['isolates and marks of direction', '\u2066\u200f\u061c\u2069'],
    ['line and paragraph separators', 'a\u2028b\u2029c'],
    ['a mark that piles up', 'e\u0301\u0301'],
    ['a lone surrogate', 'a\ud800b'],
    ['characters nobody sees', '\u200b\ufeff\u{e0041}'],
  ])('is seen for what it is: %s', (_what, text) => {
    const { log, lines } = logWith();
    log.info('told', { text });
    expect(lines[0]).toMatch(/^[ -~]+$/);
    const [, value = ''] = / text=(.*)$/.exec(lines[0] ?? '') ?? [];
    expect(JSON.parse(value)).toBe(text);
  });

  it('keeps the letters of other languages', () => {
    const { log, lines } = logWith();
    log.info('told', { text: 'Büro 東京' });
    expect(lines[0]).toContain('"Büro 東京"');
  });
});

describe('lines that come too fast', () => {
  it('are dropped and counted, each kind by itself', () => {
    const { log, lines, clock } = logWith();
    for (let count = 0; count < 1000; count++) log.warn('refused');
    log.child('pin').warn('wrong PIN');
    expect(lines).toHaveLength(LINES_AT_ONCE + 1);
    clock.advance(LINE_PERIOD_ms);
    log.warn('refused', { limit: 3 });
    expect(lines.at(-1)).toMatch(new RegExp(`msg=refused limit=3 dropped=${1000 - LINES_AT_ONCE}$`));
    log.warn('refused');
    expect(lines).toHaveLength(LINES_AT_ONCE + 2);
  });

  it('are all there at the level that is for seeing all', () => {
    const { log, lines } = logWith({ level: 'debug' });
    for (let count = 0; count < 1000; count++) log.debug('key');
    expect(lines).toHaveLength(1000);
  });

  it('of ever new kinds fill no memory', () => {
    const { log, lines } = logWith();
    for (let count = 0; count < 2000; count++) log.info(`kind ${count}`);
    expect(lines).toHaveLength(2000);
  });
});

describe('levels', () => {
  it('are by namespace, a parent holding for its children', () => {
    const { log, lines } = logWith({ level: 'warn', levels: { network: 'debug', 'network.arp': 'error' } });
    log.info('not shown');
    log.child('network').debug('shown 1');
    log.child('network').child('nm').debug('shown 2');
    log.child('network').child('arp').warn('not shown');
    log.child('networks').info('not shown');
    expect(lines.map((line) => /msg="(.*?)"/.exec(line)?.[1])).toEqual(['shown 1', 'shown 2']);
  });

  it('keep a message from being made when it is not shown', () => {
    const { log } = logWith();
    log.debug(() => {
      throw new Error('made');
    });
    expect(() =>
      log.info(() => {
        throw new Error('made');
      }),
    ).toThrow('made');
  });

  it.each([
    [undefined, { level: 'info', levels: {} }],
    ['debug', { level: 'debug', levels: {} }],
    ['warn,panel=debug', { level: 'warn', levels: { panel: 'debug' } }],
    ['loud,panel=loud', { level: 'info', levels: {} }],
  ])('come from the environment too: %s', (text, expected) => {
    expect(levelsFromEnvironment(text, { level: 'info', levels: {} })).toEqual(expected);
  });
});

describe('a secret', () => {
  it('does not compile as a field, and is masked when it arrives nevertheless', () => {
    const { log, lines } = logWith();
    // @ts-expect-error: a password is no field
    log.info('proxy', { password: 'hunter22' });
    // @ts-expect-error: a PIN is no field
    log.info('pin', { pin: '1234' });
    // @ts-expect-error: neither is a whole settings value
    log.info('settings', { proxy: { password: 'hunter22' } });
    log.info('proxy', { proxy_password: 'hunter22' });
    expect(lines.join('\n')).not.toMatch(/hunter22|1234/);
  });

  it('that is known is masked wherever it turns up, by whatever child it was told', () => {
    const { log, lines } = logWith();
    log.child('network').redact('hun"ter22');
    log.error('http://user:hun"ter22@10.0.0.1 refused', { why: 'bad hun"ter22' });
    expect(lines[0]).not.toContain('ter22');
    expect(lines[0]).toContain('***');
  });
});
