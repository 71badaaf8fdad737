import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyStateNode } from 'xstate';
import * as labels from '../../menus/labels.ts';
import { sessionMachine } from '../../menus/session/machine.ts';
import { SETTINGS_MESSAGES } from '../../menus/values/messages.ts';
import { wizardMachineOf } from '../../menus/wizards/wizards.ts';
import { statechart } from './statechart.ts';

const TREE_SOURCE = join(import.meta.dirname, '../../menus/tree.ts');

/** The text of `menus/README.md`, made from the code of `menus/`. */
export function menusPage(): string {
  return [
    '# menus/',
    '',
    'What the operator sees and does. Pure: no input, no output, no clock of its own; it would run in a browser.',
    'This page is made from the code; `BEZEL_UPDATE_GOLDEN=1 npm test` makes it anew.',
    '',
    '| file or folder | what is in it |',
    '|---|---|',
    '| `tree.ts` | the whole menu, drawn and as data |',
    '| `labels.ts` | every string of the panel |',
    '| `session/` | the root machine: one person at one panel |',
    '| `wizards/` | one statechart for all wizards, and the fields of each |',
    '| `editors/` | reducers over keys, one per kind of value |',
    '| `settings/` | the settings, strict parsers, rules and their words |',
    '| `views/` | snapshot to view: what is shown, whatever the size of the glass |',
    '| `layout/` | view to frame, for 20x4 and 16x2 |',
    '| `effects.ts` | what the menus ask of the world, by name |',
    '',
    '## The menu',
    '',
    '```text',
    menuDrawing(),
    '```',
    '',
    '## Statecharts',
    '',
    ...charts().flatMap(([title, node]) => [`### ${title}`, '', '```mermaid', statechart(node), '```', '']),
    '## Labels',
    '',
    ...labelTables(),
    '## Why a setting is refused',
    '',
    '| code | panel | what was expected |',
    '|---|---|---|',
    ...Object.entries(SETTINGS_MESSAGES).map(
      ([code, { panel, log }]) => `| \`${code}\` | ${panel.join('<br>')} | ${log} |`,
    ),
    '',
  ].join('\n');
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
    ['Attention: is somebody there?', at(session, 'attention')],
    ['PIN', at(session, 'screens', 'gate')],
    ['A change of the network', at(session, 'screens', 'changing')],
    ['Whether it is kept', at(session, 'screens', 'changing', 'asking')],
    ['How it ended', at(session, 'screens', 'changed')],
    ['A new PIN', at(session, 'screens', 'newPin')],
    ['Wizard: LAN', wizardMachineOf('lan').root],
    ['Wizard: WAN', wizardMachineOf('wan').root],
    ['Fields of the LAN wizard', at(wizardMachineOf('lan').root, 'form')],
  ];
}

function labelTables(): readonly string[] {
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Titles: labels.TITLES,
    Items: labels.ITEMS,
    Prompts: labels.PROMPTS,
    Fields: labels.FIELDS,
    Questions: labels.QUESTIONS,
    Changes: labels.CHANGES,
    Phases: labels.PHASES,
    Messages: labels.MESSAGES,
    'Status pages': labels.STATUS,
    Hints: labels.HINTS,
  };
  return Object.entries(tables).flatMap(([title, table]) => [
    `**${title}**: ${Object.values(table)
      .map((text) => `\`${text}\``)
      .join(', ')}`,
    '',
  ]);
}
