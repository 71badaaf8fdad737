import { LANGUAGE_IDS } from '../menus/words/languages.ts';
import { PANEL_NAMES } from './panel-choice.ts';
import { COMMAND_KINDS } from './script/command.ts';
import { COMMAND_FORMS, PANEL_FORM } from './script/parse.ts';
import { BENCH_SWITCHES } from './switches.ts';

/** What `bezel simulate --help` prints. */
export function helpText(): string {
  const commands = COMMAND_KINDS.map((kind) => row(COMMAND_FORMS[kind].form, COMMAND_FORMS[kind].help));
  const switches = BENCH_SWITCHES.map(({ name, values, help }) =>
    row(`${name.padEnd(NAME_COLUMN)}${values.join('|')}`, help, SWITCH_COLUMN),
  );
  return [
    'Usage: bezel simulate [--panel NAME] [--geometry 20x4|16x2] [--language ID]',
    '                      [--glass green|blue] [--state DIR]',
    '                      [--script FILE | --record FILE]',
    '',
    'The whole firmware behind a virtual front panel, in front of a simulated network.',
    'Needs no device, no network and no rights.',
    '',
    row('--panel NAME', `one of ${PANEL_NAMES.join(' ')} (${PANEL_NAMES[0]})`),
    row('--language ID', `what the panel speaks until LANGUAGE is used: ${LANGUAGE_IDS.join(' ')} (en)`),
    row('--geometry SIZE', 'the glass of a panel that comes in several; alone, the first panel of that size'),
    row('--glass KIND', 'the glass of screenshots (green)'),
    row('--state DIR', 'keeps settings between runs; without it they are gone at the end'),
    row('--script FILE', 'runs a script in simulated time instead of asking for keys'),
    row('--record FILE', 'writes what is pressed as a script'),
    '',
    'The daemon listens on a control socket: DIR/control.sock, or in a temporary directory; ? shows the path.',
    'bezel status, watch, update and console take it with --socket.',
    '',
    'Without a terminal the script comes from standard input. Exit status of a script: 0 when every',
    'expectation held, 1 when one did not (the frame is printed), 2 when the script is wrong.',
    '',
    'Script commands, one a line; # begins a comment:',
    row(PANEL_FORM.form, PANEL_FORM.help),
    ...commands,
    '',
    'Switches (fault NAME VALUE); where a word is in upper case a value stands:',
    ...switches,
    '',
  ].join('\n');
}

const FIRST_COLUMN = 27;
const NAME_COLUMN = 14;
const SWITCH_COLUMN = 56;

function row(left: string, right: string, column: number = FIRST_COLUMN): string {
  return `  ${left.padEnd(column)}${right}`;
}
