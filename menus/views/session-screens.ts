/** What a session shows in each state of its own; the wizard's screens are in `wizard-screens.ts`. */
import type { Check } from '../appliance.ts';
import { pinEditor } from '../editors/pin.ts';
import { GLYPHS, toPanelText } from '../frame.ts';
import { CHOICES, FIELDS, HINTS, ITEMS, MESSAGES, PHASES, QUESTIONS, STATUS } from '../labels.ts';
import type { SessionContext } from '../session/context.ts';
import type { ConfirmQuestion, Level, SessionMeta } from '../session/meta.ts';
import type { FieldScreen, MessageScreen, ProgressScreen, Screen } from '../view.ts';
import { menuList } from './menu-list.ts';
import { statusScreen } from './status-pages.ts';
import { fieldWays } from './ways.ts';

/** The states whose screen is in the session's own hands. */
export type OwnMeta = Exclude<SessionMeta, { readonly screen: 'wizard' }>;

function message(
  tone: MessageScreen['tone'],
  lines: readonly string[],
  part: number,
  hint: string = HINTS.anyKey,
): MessageScreen {
  return { kind: 'message', tone, lines: lines.map(toPanelText), hint, part };
}

const progress = (title: string, step = '', percent: number | null = null): ProgressScreen => ({
  kind: 'progress',
  title,
  step: toPanelText(step),
  percent,
});

function pinField(context: SessionContext, label: string): FieldScreen {
  const { text, cursor, hint } = pinEditor.show(context.pin.editor);
  const ways = fieldWays({
    keys: context.keys,
    hint,
    cursor,
    goesOn: label === FIELDS.newPin,
    hasFieldBefore: false,
  });
  return { kind: 'field', label, text, cursor, hint, ways, error: context.pin.error, form: null };
}

function levelScreen(context: SessionContext, level: Level): ProgressScreen {
  const { contrast_percent, brightness_percent } = context.trial ?? context.appliance.preferences;
  const hint = `${HINTS.level} ${context.keys.has('EXIT') ? HINTS.levelByExit : HINTS.levelByLeft}`;
  return level === 'contrast'
    ? progress(ITEMS.contrast, hint, contrast_percent)
    : progress(ITEMS.brightness, hint, brightness_percent);
}

function confirmScreen(context: SessionContext, question: ConfirmQuestion, choice: 'no' | 'yes'): Screen {
  const warns = question !== 'clearPin' && context.appliance.platform.scanRunning;
  return {
    kind: 'confirmation',
    question: QUESTIONS[question],
    warning: warns ? MESSAGES.scanRuns : '',
    choices: [CHOICES.no, CHOICES.yes],
    selected: choice === 'no' ? 0 : 1,
  };
}

function changingScreen({ change }: SessionContext): Screen {
  return progress(PHASES[change.phase], change.step, change.percent);
}

function countdownScreen(context: SessionContext, canKeep: boolean): Screen {
  return {
    kind: 'countdown',
    question: MESSAGES.keepQuestion,
    remaining_s: context.change.remaining_s,
    checks: readable(context.change.checks),
    index: context.position.index,
    part: context.position.part,
    hints: [canKeep ? HINTS.keep : '', context.keys.has('EXIT') ? HINTS.undoByExit : HINTS.undoByLeft],
  };
}

function checksScreen(context: SessionContext, running: boolean): Screen {
  return {
    kind: 'checks',
    title: ITEMS.testNetwork,
    checks: readable(context.checks),
    index: context.position.index,
    part: context.position.part,
    running,
  };
}

const readable = (checks: readonly Check[]): readonly Check[] =>
  checks.map((check) => ({ ...check, panel: check.panel.map(toPanelText) }));

/** After IPv6 was switched on: the address got, or that no router answered. */
function keptScreen({ appliance, change, position }: SessionContext): MessageScreen {
  const switchedOn = change.wanted.lan.ipv6 && !change.before.lan.ipv6;
  if (!switchedOn) {
    return message('success', [MESSAGES.kept], position.part);
  }
  const addresses = appliance.network.lan.ipv6
    .filter((each) => each.origin === 'router-advertisement')
    .map((each) => `${each.address}/${each.prefixLength}`.toUpperCase());
  const lines = addresses.length > 0 ? addresses : [MESSAGES.noRouter];
  return message('success', [MESSAGES.kept, ...lines], position.part);
}

function lampTestScreen({ geometry }: SessionContext): MessageScreen {
  const row = GLYPHS.block.repeat(Math.min(geometry.columns, 20));
  return message(
    'info',
    [MESSAGES.lampTest, ...Array.from({ length: Math.min(geometry.rows, 4) - 1 }, () => row)],
    0,
    '',
  );
}

function versionScreen({ appliance, position }: SessionContext): MessageScreen {
  const lines = [
    `${STATUS.version} ${appliance.version}`,
    `${STATUS.serial} ${appliance.serial || STATUS.none}`,
    `${STATUS.name} ${appliance.name}`,
  ];
  return message('info', lines, position.part);
}

export function sessionScreen(context: SessionContext, meta: OwnMeta): Screen {
  switch (meta.screen) {
    case 'status':
      return statusScreen(context, meta.page, context.position.part);
    case 'item':
      return { kind: 'menu', list: menuList(context.appliance, meta.menu, meta.item) };
    case 'gate':
      return pinField(context, FIELDS.pin);
    case 'newPin':
      return pinField(context, FIELDS.newPin);
    case 'repeatPin':
      return pinField(context, FIELDS.repeatPin);
    case 'checkingPin':
      return progress(MESSAGES.checkingPin);
    case 'wrongPin':
      return message(
        'fault',
        [
          context.pin.error === null ? MESSAGES.tooManyTries : MESSAGES.wrongPin,
          `${MESSAGES.wait} ${context.pin.retryAfter_s} S`,
        ],
        0,
        '',
      );
    case 'saving':
      return progress(MESSAGES.saving);
    case 'changing':
      return changingScreen(context);
    case 'keeping':
      return progress(MESSAGES.keeping);
    case 'countdown':
      return countdownScreen(context, meta.canKeep);
    case 'kept':
      return keptScreen(context);
    case 'testing':
      return checksScreen(context, true);
    case 'tested':
      return checksScreen(context, false);
    case 'lampTest':
      return lampTestScreen(context);
    case 'message':
      return message(context.message.tone, context.message.lines, context.position.part);
    case 'version':
      return versionScreen(context);
    case 'level':
      return levelScreen(context, meta.level);
    case 'confirm':
      return confirmScreen(context, meta.question, meta.choice);
    case 'goodbye':
      return message('info', [meta.action === 'reboot' ? MESSAGES.rebooting : MESSAGES.shuttingDown], 0, '');
  }
}
