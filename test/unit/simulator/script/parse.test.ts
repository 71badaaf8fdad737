import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { type Command, LAMPS, writeCommand } from '../../../../simulator/script/command.ts';
import { type FaultGrammar, parseScript } from '../../../../simulator/script/parse.ts';

const FAULTS: readonly FaultGrammar[] = [
  { name: 'gateway', values: ['answers', 'silent'] },
  {
    name: 'update',
    values: ['start', 'progress <percent>', 'done'],
    accepts: (value) => /^progress \d+$/.test(value),
  },
];

function commandsOf(text: string): readonly Command[] {
  const parsed = parseScript(text, FAULTS);
  if (!parsed.ok) {
    throw new Error(parsed.errors.map((error) => `${error.line}: ${error.why}`).join('\n'));
  }
  return parsed.lines.map((line) => line.command);
}

function errorsOf(text: string): readonly string[] {
  const parsed = parseScript(text, FAULTS);
  return parsed.ok ? [] : parsed.errors.map((error) => `${error.line}: ${error.why}`);
}

describe('a script', () => {
  it('says one command a line', () => {
    const text = `# comment
press DOWN                # UP DOWN LEFT RIGHT ENTER EXIT
press DOWN x3
hold UP 2500ms
type 192.168.1.10         # as a console would
wait 5s                   # simulated time
expect "SETUP NETWORK"    # somewhere
expect-line 2 "192.168.001.010"
expect-led S2 on
fault gateway silent
fault update progress 40
frame
screenshot front.png
restart
`;
    expect(commandsOf(text)).toEqual([
      { kind: 'press', key: 'DOWN', times: 1 },
      { kind: 'press', key: 'DOWN', times: 3 },
      { kind: 'hold', key: 'UP', duration_ms: 2500 },
      { kind: 'type', text: '192.168.1.10' },
      { kind: 'wait', duration_ms: 5000 },
      { kind: 'expect', text: 'SETUP NETWORK' },
      { kind: 'expect-line', line: 2, text: '192.168.001.010' },
      { kind: 'expect-led', lamp: 'S2', lit: true },
      { kind: 'fault', name: 'gateway', value: 'silent' },
      { kind: 'fault', name: 'update', value: 'progress 40' },
      { kind: 'frame' },
      { kind: 'screenshot', file: 'front.png' },
      { kind: 'restart' },
    ]);
  });

  it('knows the line of each command', () => {
    const parsed = parseScript('\n# one\nframe\r\n\nrestart', FAULTS);
    expect(parsed.ok && parsed.lines.map((line) => line.line)).toEqual([3, 5]);
  });

  it('takes milliseconds, seconds, minutes and hours, also in parts', () => {
    expect(commandsOf('wait 20ms\nwait 1.5s\nwait 3min\nwait 24h')).toEqual([
      { kind: 'wait', duration_ms: 20 },
      { kind: 'wait', duration_ms: 1500 },
      { kind: 'wait', duration_ms: 180_000 },
      { kind: 'wait', duration_ms: 86_400_000 },
    ]);
  });

  it('keeps what stands in quotes, # and escapes included', () => {
    expect(commandsOf('type "a # \\"b\\" \\\\ \\b\\t"')).toEqual([{ kind: 'type', text: 'a # "b" \\ \b\t' }]);
    expect(commandsOf('type a#b')).toEqual([{ kind: 'type', text: 'a#b' }]);
  });

  it('reads back every command it can write', () => {
    const text = fc.string({ minLength: 1, unit: fc.constantFrom(...'aZ0 .#"\\\b\t*') });
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({
        kind: fc.constant('press' as const),
        key: fc.constantFrom(...PANEL_KEYS),
        times: fc.integer({ min: 1, max: 999 }),
      }),
      fc.record({
        kind: fc.constant('hold' as const),
        key: fc.constantFrom(...PANEL_KEYS),
        duration_ms: fc.nat(86_400_000),
      }),
      fc.record({ kind: fc.constant('type' as const), text }),
      fc.record({ kind: fc.constant('wait' as const), duration_ms: fc.nat(86_400_000) }),
      fc.record({ kind: fc.constant('expect' as const), text }),
      fc.record({ kind: fc.constant('expect-line' as const), line: fc.integer({ min: 1, max: 9 }), text }),
      fc.record({
        kind: fc.constant('expect-led' as const),
        lamp: fc.constantFrom(...LAMPS),
        lit: fc.boolean(),
      }),
      fc.constant<Command>({ kind: 'fault', name: 'gateway', value: 'silent' }),
      fc.constant<Command>({ kind: 'screenshot', file: 'a b.png' }),
      fc.constant<Command>({ kind: 'frame' }),
      fc.constant<Command>({ kind: 'restart' }),
    );
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        expect(commandsOf(commands.map(writeCommand).join('\n'))).toEqual(commands);
      }),
    );
  });
});

describe('a script that is wrong', () => {
  it.each([
    ['pres DOWN', 'expected one of panel press hold type', 'found "pres"'],
    ['press Down', 'expected one of UP DOWN LEFT RIGHT ENTER EXIT', 'found "Down"'],
    ['press', 'expected one of UP DOWN', 'the line ends'],
    ['press UP 3', 'expected a count from x1 to x999', 'found "3"'],
    ['press UP x0', 'expected a count from x1 to x999', 'found "x0"'],
    ['press UP x2 now', 'expected the end of the line', 'found "now"'],
    ['hold UP', 'expected a duration such as 500ms, 5s, 3min or 1h', 'the line ends'],
    ['wait five', 'expected a duration', 'found "five"'],
    ['wait 25h', '24h at most', 'found "25h"'],
    ['expect', 'expected a text', 'the line ends'],
    ['expect ""', 'expected a text', 'found ""'],
    ['expect "SETUP', 'expected a closing double quote', ''],
    ['type "\\n"', 'expected \\", \\\\, \\t or \\b after a backslash', ''],
    ['expect-line 0 "A"', 'expected a line number from 1', 'found "0"'],
    ['expect-led S9 on', `expected one of ${LAMPS.join(' ')}`, 'found "S9"'],
    ['expect-led S2 lit', 'expected one of on off', 'found "lit"'],
    ['fault router off', 'expected one of gateway update', 'found "router"'],
    ['fault gateway off', 'expected gateway followed by answers | silent', 'found "off"'],
    ['fault gateway', 'expected gateway followed by answers | silent', 'the line ends'],
    ['fault update progress x', 'start | progress <percent> | done', 'found "progress x"'],
    ['screenshot a.jpg', 'expected a file name ending in .png', 'found "a.jpg"'],
  ])('%s', (line, what, found) => {
    const [error = ''] = errorsOf(`frame\n${line}`);
    expect(error).toMatch(/^2: /);
    expect(error).toContain(what);
    expect(error).toContain(found);
  });

  it('is told every wrong line at once', () => {
    expect(errorsOf('pres\nframe\nwait')).toHaveLength(2);
  });

  it('never makes the parser throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseScript(text, FAULTS)));
  });
});
