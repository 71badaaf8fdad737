import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyStateNode } from 'xstate';
import { sessionMachine } from '../../menus/session/machine.ts';
import { wizardMachineOf } from '../../menus/wizards/wizards.ts';
import { en } from '../../menus/words/en.ts';
import { LANGUAGES } from '../../menus/words/languages.ts';
import { type PhraseLabel, type RegisterWords, textOf } from '../../menus/words/words.ts';
import { MESSAGE_CODES, PHRASE_SAMPLES, samplesOf } from '../support/word-samples.ts';
import { statechart } from './statechart.ts';

const TREE_SOURCE = join(import.meta.dirname, '../../menus/tree.ts');

/** The text of `menus/README.md`, made from the code of `menus/`. */
export function menusPage(): string {
  return [
    '# menus/',
    '',
    'What the operator sees and does. Pure: no input, no output, no clock of its own; it would run in a browser.',
    'This page is made from the code; `BEZEL_UPDATE_GOLDEN=1 npm test` rewrites it.',
    '',
    '| file or folder | what is in it |',
    '|---|---|',
    '| `tree.ts` | the whole menu, drawn and as data |',
    '| `words/` | every text by its id, in each language: for glasses and for consoles |',
    '| `session/` | the root machine: one person at one panel |',
    '| `wizards/` | the one statechart of all wizards |',
    '| `setup-network/` | SETUP NETWORK: menu items and wizards of each setting |',
    '| `forms/` | what a form and a wizard consist of |',
    '| `screens/` | what each state shows: status pages, fields, reviews, questions |',
    '| `state/` | what a session and a wizard know; a key as a screen takes it |',
    '| `settings/` | the settings, made of parts: stored shape, review, rules, migrations |',
    '| `editors/` | reducers over keys, one per kind of value |',
    '| `values/` | kinds of values: addresses, ports, names; strict parsers, why one is refused |',
    '| `views/` | snapshot to view: the screen with its menu and its tip |',
    '| `layout/` | view to frame, for 20x4 and 16x2 |',
    '| `effects.ts` | what the menus ask of the world, by name |',
    '',
    '## The menu',
    '',
    '```text',
    menuDrawing(),
    '```',
    '',
    '## A setting is a part',
    '',
    'A part has one name and two files: `settings/parts/NAME.ts` (its value: type, factory value, JSON, own rules, lines of',
    'a review) and `setup-network/NAME.ts` (its menu items and wizards). They are two because everything rests on the',
    'values, and a wizard rests on nearly everything. `settings/settings.ts` lists the parts; settings, JSON, review,',
    'checks, secrets, RESET, menu and wizards are made from the list. Rules between parts are in `settings/rules.ts`.',
    '',
    'Stored settings carry a version. A part that comes, goes or changes its shape makes a new one, with a step in',
    '`settings/migrations.ts` from the version before; stored files of every version are among the tests. Settings of later',
    'software, as after a downgrade, are left alone with the network: nothing is changed until that software is back.',
    '',
    '## Statecharts',
    '',
    ...charts().flatMap(([title, node]) => [`### ${title}`, '', '```mermaid', statechart(node), '```', '']),
    '## Words',
    '',
    `Each language has them all: ${Object.values(LANGUAGES)
      .map((language) => language.console)
      .join(', ')}. In English:`,
    '',
    ...wordTables(),
    '### Phrases',
    '',
    'Made of values; here with usual ones.',
    '',
    ...table(PHRASES.map((label) => [`\`${label}\``, phrase(en.glass, label), phrase(en.console, label)])),
    '### Messages',
    '',
    'By their codes; where there are values, with usual ones.',
    '',
    ...table(
      MESSAGE_CODES.map((code) => [
        `\`${code}\``,
        textOf(en.glass, samplesOf(code)[0]).replace('\n', '<br>'),
        textOf(en.console, samplesOf(code)[0]),
      ]),
    ),
  ].join('\n');
}

function table(rows: readonly (readonly [id: string, glass: string, console: string])[]): readonly string[] {
  return [
    '| id | glass | console |',
    '|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ];
}

const PHRASES = Object.keys(PHRASE_SAMPLES) as PhraseLabel[];

function phrase<Label extends PhraseLabel>({ phrases }: RegisterWords, label: Label): string {
  return phrases[label](PHRASE_SAMPLES[label][0]);
}

/** Tables of the words that need no values. */
const TABLES = [
  ['Titles of menus', 'titles'],
  ['Items', 'items'],
  ['Fields', 'fields'],
  ['Questions', 'questions'],
  ['Answers', 'choices'],
  ['Notes', 'notes'],
  ['Changes', 'changes'],
  ['Phases', 'phases'],
  ['Headlines', 'headlines'],
  ['Status pages', 'status'],
  ['Where an address comes from', 'origins'],
  ['Checks', 'checks'],
  ['Results', 'results'],
  ['Lines of a review', 'lines'],
  ['Values', 'values'],
  ['Hints', 'hints'],
] as const satisfies readonly (readonly [string, keyof RegisterWords])[];

function wordTables(): readonly string[] {
  return TABLES.flatMap(([title, name]) => {
    const onConsole: Readonly<Record<string, string>> = en.console[name];
    const rows = Object.entries(en.glass[name]).map(
      ([id, text]) => [`\`${id}\``, text, onConsole[id] ?? ''] as const,
    );
    return [`### ${title}`, '', ...table(rows)];
  });
}

/** The drawing at the top of `tree.ts`, without the comment's stars. */
function menuDrawing(): string {
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(TREE_SOURCE, 'utf8'))?.[1] ?? '';
  const lines = comment.split('\n').map((line) => line.replace(/^ \* {0,3}/, ''));
  const drawn = lines.filter((line) => /^(STATUS|[ │├└])/.test(line) && line.trim() !== '');
  return drawn.map((line) => line.trimEnd()).join('\n');
}

function charts(): readonly (readonly [string, AnyStateNode])[] {
  const at = (node: AnyStateNode, ...path: readonly string[]): AnyStateNode =>
    path.reduce((parent: AnyStateNode, key): AnyStateNode => {
      const child: AnyStateNode | undefined = parent.states[key];
      if (child === undefined) throw new Error(`no state ${path.join('.')} to draw`);
      return child;
    }, node);
  const session = sessionMachine.root;
  return [
    ['Screens', at(session, 'screens')],
    ['Attention: is an operator there?', at(session, 'attention')],
    ['PIN', at(session, 'screens', 'gate')],
    ['A change of the network', at(session, 'screens', 'changing')],
    ['Whether it is kept', at(session, 'screens', 'changing', 'asking')],
    ['How it ended', at(session, 'screens', 'changed')],
    ['A new PIN', at(session, 'screens', 'newPin')],
    ['Every wizard', wizardMachineOf('lan').root],
  ];
}
