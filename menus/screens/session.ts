/** The screen of each session state; a wizard's screens are in `wizard.ts`. */
import type { Appliance, Check } from '../appliance.ts';
import { pinEditor } from '../editors/pin.ts';
import { GLYPHS, isBasicCharacter, toPanelText } from '../frame.ts';
import type { SessionContext } from '../state/session-context.ts';
import type { ConfirmQuestion, Level, SessionMeta } from '../state/session-meta.ts';
import type { CheckView, FieldScreen, MessageScreen, ProgressScreen, Screen } from '../view.ts';
import { wordsOf } from '../words/audience.ts';
import { LANGUAGE_IDS, LANGUAGES } from '../words/languages.ts';
import type { RegisterWords } from '../words/words.ts';
import { menuList } from './menu-list.ts';
import { statusScreen } from './status-pages.ts';
import { linesOf, type MessageOrHeadline } from './texts.ts';
import { fieldWays } from './ways.ts';

/** The states whose screens are drawn here: all but the wizards'. */
export type SessionScreenMeta = Exclude<SessionMeta, { readonly screen: 'wizard' }>;

function message(
  tone: MessageScreen['tone'],
  lines: readonly string[],
  part: number,
  hint: string,
): MessageScreen {
  return { kind: 'message', tone, lines, hint, part };
}

const progress = (title: string, step = '', percent: number | null = null): ProgressScreen => ({
  kind: 'progress',
  title,
  step,
  percent,
});

function pinField(
  context: SessionContext,
  field: 'pin' | 'currentPin' | 'newPin' | 'repeatPin',
  words: RegisterWords,
): FieldScreen {
  const { text, cursor, hint } = pinEditor.show(context.pin.editor);
  const { error } = context.pin;
  return {
    kind: 'field',
    label: words.fields[field],
    text,
    entry: 'keys',
    cursor,
    hint: words.hints[hint],
    ways: fieldWays(words, {
      keys: context.keys,
      hint,
      cursor,
      goesOn: field === 'newPin',
      leads: 'out',
    }),
    error: error === null ? null : linesOf(words, error),
    form: null,
  };
}

function levelScreen(context: SessionContext, level: Level, words: RegisterWords): ProgressScreen {
  const { contrast_percent, brightness_percent } = context.trial ?? context.appliance.preferences;
  const { hints, items } = words;
  const hint = `${hints.level} ${context.keys.has('EXIT') ? hints.levelByExit : hints.levelByLeft}`;
  return level === 'contrast'
    ? progress(items.contrast, hint, contrast_percent)
    : progress(items.brightness, hint, brightness_percent);
}

/** Every language by its own name, in its own characters where this glass has them. */
function languageScreen({ audience, languageChoice }: SessionContext, words: RegisterWords): Screen {
  const nameOf = (id: (typeof LANGUAGE_IDS)[number]): string => {
    const { glass, ascii, console } = LANGUAGES[id];
    const own = audience.register === 'console' ? console : glass;
    const isShown = [...own].every(
      (character) => isBasicCharacter(character) || audience.repertoire.has(character),
    );
    if (isShown) return own;
    return audience.register === 'console' ? ascii.charAt(0) + ascii.slice(1).toLowerCase() : ascii;
  };
  return {
    kind: 'menu',
    list: {
      title: words.titles.language,
      items: LANGUAGE_IDS.map((id) => ({ id, label: nameOf(id) })),
      selected: LANGUAGE_IDS.indexOf(languageChoice),
    },
  };
}

function confirmScreen(
  context: SessionContext,
  question: ConfirmQuestion,
  choice: 'no' | 'yes',
  words: RegisterWords,
): Screen {
  const warning = warningOf(context.appliance, question);
  return {
    kind: 'confirmation',
    question: words.questions[question],
    warning: warning === null ? '' : words.headlines[warning],
    choices: [words.choices.no, words.choices.yes],
    selected: choice === 'no' ? 0 : 1,
  };
}

/** What would be lost by a YES; the same words are the tip on a console. */
export function warningOf(
  { platform }: Appliance,
  question: ConfirmQuestion,
): 'scanRuns' | 'updateSilent' | null {
  switch (question) {
    case 'rebootAnyway':
    case 'shutdownAnyway':
      return 'updateSilent';
    case 'reboot':
    case 'shutdown':
      return platform.scanRunning ? 'scanRuns' : null;
    case 'clearPin':
      return null;
  }
}

function changingScreen({ change }: SessionContext, words: RegisterWords): Screen {
  const step = change.step === null ? '' : linesOf(words, change.step).join(' ');
  return progress(words.phases[change.phase], step, change.percent);
}

function countdownScreen(context: SessionContext, canKeep: boolean, words: RegisterWords): Screen {
  const { hints } = words;
  const byExit = context.keys.has('EXIT');
  return {
    kind: 'countdown',
    question: words.headlines.keepQuestion,
    remaining_s: context.change.remaining_s,
    checks: checkViews(context.change.checks, words),
    index: context.position.index,
    part: context.position.part,
    answers: [
      ...(canKeep ? [{ hint: hints.keep, tight: hints.keepTight, key: GLYPHS.enter }] : []),
      byExit
        ? { hint: hints.undoByExit, tight: hints.undoByExitTight, key: 'EXIT' }
        : { hint: hints.undoByLeft, tight: hints.undoByLeftTight, key: GLYPHS.left },
    ],
  };
}

function checksScreen(context: SessionContext, running: boolean, words: RegisterWords): Screen {
  return {
    kind: 'checks',
    title: words.items.testNetwork,
    checks: checkViews(context.checks, words),
    index: context.position.index,
    part: context.position.part,
    running,
  };
}

const checkViews = (checks: readonly Check[], words: RegisterWords): readonly CheckView[] =>
  checks.map(({ name, result, problem }) => ({
    name,
    label: words.checks[name],
    result,
    verdict: words.results[result],
    problem: problem === null ? [] : linesOf(words, problem),
  }));

/** After IPv6 was switched on: the address got, or that no router answered. */
function keptScreen({ appliance, change, position }: SessionContext, words: RegisterWords): MessageScreen {
  const { kept, noRouter } = words.headlines;
  const switchedOn = change.wanted.lan.ipv6 && !change.before.lan.ipv6;
  if (!switchedOn) {
    return message('success', [kept], position.part, words.hints.anyKey);
  }
  const addresses = appliance.network.lan.ipv6
    .filter((each) => each.origin === 'router-advertisement')
    .map((each) => `${each.address}/${each.prefixLength}`)
    .map((address) => (words.register === 'glass' ? address.toUpperCase() : address));
  const lines = addresses.length > 0 ? addresses : [noRouter];
  return message('success', [kept, ...lines], position.part, words.hints.anyKey);
}

function lampTestScreen({ geometry }: SessionContext, words: RegisterWords): MessageScreen {
  const row = GLYPHS.block.repeat(Math.min(geometry.columns, 20));
  const rows = Array.from({ length: Math.min(geometry.rows, 4) - 1 }, () => row);
  return message('info', [words.headlines.lampTest, ...(words.register === 'glass' ? rows : [])], 0, '');
}

function versionScreen({ appliance, position }: SessionContext, words: RegisterWords): MessageScreen {
  const { status, hints } = words;
  const lines = [
    `${status.version} ${toPanelText(appliance.version)}`,
    `${status.serial} ${toPanelText(appliance.serial) || status.none}`,
    `${status.name} ${toPanelText(appliance.name)}`,
  ];
  return message('info', lines, position.part, hints.anyKey);
}

function messageScreen(
  context: SessionContext,
  tone: MessageScreen['tone'],
  lines: readonly MessageOrHeadline[],
  words: RegisterWords,
): MessageScreen {
  return message(tone, linesOf(words, ...lines), context.position.part, words.hints.anyKey);
}

/** How long no PIN is accepted, and the key that does not wait for it. */
function wrongPinScreen({ keys, pin }: SessionContext, words: RegisterWords): MessageScreen {
  const { headlines, phrases, hints } = words;
  const wait = phrases.waitSeconds({ seconds: pin.retryAfter_s });
  const leave = keys.has('EXIT') ? hints.leaveByExit : hints.leaveByLeft;
  return message('fault', [headlines.tooManyTries, wait], 0, leave);
}

export function sessionScreen(context: SessionContext, meta: SessionScreenMeta): Screen {
  const words = wordsOf(context);
  switch (meta.screen) {
    case 'status':
      return statusScreen(context, meta.page, context.position.part);
    case 'item':
      return { kind: 'menu', list: menuList(context, meta.menu, meta.item) };
    case 'gate':
      return pinField(context, 'pin', words);
    case 'currentPin':
      return pinField(context, 'currentPin', words);
    case 'newPin':
      return pinField(context, 'newPin', words);
    case 'repeatPin':
      return pinField(context, 'repeatPin', words);
    case 'checkingPin':
      return progress(words.headlines.checkingPin);
    case 'wrongPin':
      return wrongPinScreen(context, words);
    case 'saving':
      return progress(words.headlines.saving);
    case 'changing':
      return changingScreen(context, words);
    case 'keeping':
      return progress(words.headlines.keeping);
    case 'countdown':
      return countdownScreen(context, meta.canKeep, words);
    case 'kept':
      return keptScreen(context, words);
    case 'testing':
      return checksScreen(context, true, words);
    case 'tested':
      return checksScreen(context, false, words);
    case 'lampTest':
      return lampTestScreen(context, words);
    case 'message':
      return messageScreen(context, context.message.tone, context.message.parts, words);
    case 'version':
      return versionScreen(context, words);
    case 'level':
      return levelScreen(context, meta.level, words);
    case 'language':
      return languageScreen(context, words);
    case 'confirm':
      return confirmScreen(context, meta.question, meta.choice, words);
    case 'goodbye': {
      const { rebooting, shuttingDown } = words.headlines;
      return message('info', [meta.action === 'reboot' ? rebooting : shuttingDown], 0, '');
    }
  }
}
