/**
 * Every wizard as the manual tells it: a prompt that ENTER goes past and UP twice quits, fields in order, a review of
 * what will change, a question with NO first, and the way to KEPT or back. A wizard's own file says which fields.
 */
import { setup } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { all, defineModel, type Hands, hold, keys, type Model, wait } from '../model.ts';
import { ANSWERS, type Answer, fieldWays, glassRows, heading, message, type Screen } from '../screens.ts';

/** What the fields show, in order. */
export type Texts = readonly string[];

export interface FieldPlan {
  readonly label: string;
  /** The last row; depends on the text where characters can be added. */
  readonly hint: string | ((text: string, isAtEnd: boolean) => string);
  readonly filledWith: string;
  /** Events that type over the whole field, and what it shows then. */
  readonly typed?: Readonly<Record<string, { readonly hands: Hands; readonly shows: string }>>;
  /** Characters go in where the cursor is, so that the field is typed over only once; digits replace what is there. */
  readonly isText?: boolean;
  /** What UP and DOWN make of a text, with the cursor at the first position. Others are not tried. */
  readonly steps?: Readonly<Record<string, { readonly UP?: string; readonly DOWN?: string }>>;
  /** Why ENTER is refused; null: it is not. */
  readonly refuses?: (texts: Texts) => readonly string[] | null;
  /** Told on a screen of its own once the field is accepted. */
  readonly note?: (texts: Texts) => Screen | null;
  readonly asked?: (texts: Texts) => boolean;
}

export type Change = readonly [what: string, was: string, will: string];

export interface WizardPlan {
  readonly name: string;
  readonly prepare: Hands;
  readonly item: Screen;
  readonly prompt: Screen;
  readonly fields: readonly FieldPlan[];
  /** Which texts are tried together: keeps digits few. */
  readonly tries: (texts: Texts) => boolean;
  readonly changes: (texts: Texts) => readonly Change[];
  readonly question: (answer: Answer) => Screen;
  /** From KEPT to a screen that shows what was set. */
  readonly look: Hands;
  readonly looksLike: (texts: Texts) => Screen;
}

interface Context {
  readonly at: number;
  readonly texts: Texts;
  /** The cursor stands where typing left it, not at the first position. */
  readonly isAtEnd: boolean;
  readonly isRefused: boolean;
  /** Of the review, from 0. */
  readonly page: number;
  readonly leftFrom: 'field' | 'review';
}

const flow = setup({ types: {} as { context: Context } });

export function wizardModel(plan: WizardPlan): Model {
  const { fields } = plan;
  const filled: Texts = fields.map((field) => field.filledWith);
  const opened: Context = {
    at: 0,
    texts: filled,
    isAtEnd: false,
    isRefused: false,
    page: 0,
    leftFrom: 'field',
  };

  const fieldAt = (index: number): FieldPlan => {
    const field = fields[index];
    if (field === undefined) throw new Error(`${plan.name} has no field ${index}`);
    return field;
  };
  const asked = (texts: Texts): readonly number[] =>
    fields.flatMap((field, index) => (field.asked === undefined || field.asked(texts) ? [index] : []));
  const after = ({ at, texts }: Context): number | undefined => asked(texts).find((index) => index > at);
  const before = ({ at, texts }: Context): number | undefined => asked(texts).findLast((index) => index < at);
  const isEntered = ({ texts }: Context): boolean => texts.some((text, index) => text !== filled[index]);
  const refusal = ({ at, texts }: Context) => fieldAt(at).refuses?.(texts) ?? null;
  const noteAt = ({ at, texts }: Context) => fieldAt(at).note?.(texts) ?? null;
  const withText = ({ at, texts }: Context, text: string): Texts => texts.with(at, text);
  const stepped = ({ at, texts }: Context, key: 'UP' | 'DOWN') => fieldAt(at).steps?.[texts[at] ?? '']?.[key];

  const enterField = (index: (context: Context) => number) =>
    flow.assign(({ context }: { context: Context }) => ({
      at: index(context),
      isAtEnd: false,
      isRefused: false,
    }));
  /** The review begins anew whenever it is shown, whatever field was left last. */
  const reviewed = flow.assign({
    at: 0,
    page: 0,
    isAtEnd: false,
    isRefused: false,
    leftFrom: 'field' as const,
  });
  const open = { target: 'field', actions: flow.assign(opened) } as const;
  const goOn = [
    {
      guard: ({ context }: { context: Context }) => after(context) !== undefined,
      target: 'field',
      actions: enterField((context) => after(context) ?? 0),
    },
    { target: 'review', actions: reviewed },
  ] as const;
  const step = (key: 'UP' | 'DOWN') => ({
    guard: ({ context }: { context: Context }) => {
      const text = stepped(context, key);
      return text !== undefined && !context.isAtEnd && plan.tries(withText(context, text));
    },
    actions: flow.assign(({ context }: { context: Context }) => ({
      texts: withText(context, stepped(context, key) ?? ''),
      isRefused: false,
    })),
  });
  const typing = Object.fromEntries(
    fields.flatMap(({ typed = {}, isText = false, filledWith }, index) =>
      Object.entries(typed).map(([event, { shows }]) => [
        event,
        {
          guard: ({ context }: { context: Context }) =>
            context.at === index &&
            !context.isAtEnd &&
            (!isText || context.texts[index] === filledWith) &&
            plan.tries(withText(context, shows)),
          actions: flow.assign(({ context }: { context: Context }) => ({
            texts: withText(context, shows),
            isAtEnd: true,
            isRefused: false,
          })),
        },
      ]),
    ),
  );
  const turn = (by: number) => ({
    actions: flow.assign(({ context }: { context: Context }) => {
      const count = plan.changes(context.texts).length;
      return { page: (context.page + by + count) % count };
    }),
  });
  const leave = (leftFrom: Context['leftFrom']) => [
    {
      guard: ({ context }: { context: Context }) => isEntered(context),
      target: 'discardNo',
      actions: flow.assign({ leftFrom, page: 0 }),
    },
    { target: 'item', actions: flow.assign(opened) },
  ];
  const asItWas = [
    {
      guard: ({ context }: { context: Context }) => context.leftFrom === 'review',
      target: 'review',
      actions: reviewed,
    },
    { target: 'field' },
  ];
  const toReview = { target: 'review', actions: reviewed } as const;
  const toQuestion = { target: 'questionNo', actions: reviewed } as const;
  const toItem = { target: 'item', actions: flow.assign(opened) } as const;

  const hasNotes = fields.some((field) => field.note !== undefined);
  const machine = flow.createMachine({
    context: opened,
    initial: 'item',
    states: {
      item: { on: { ENTER: 'prompt' } },
      prompt: {
        on: { ENTER: open, EXIT: 'item', UP: 'promptUp', DOWN: 'prompt', LEFT: 'prompt', RIGHT: 'prompt' },
      },
      promptUp: {
        on: { ENTER: open, EXIT: 'item', UP: 'item', DOWN: 'prompt', LEFT: 'prompt', RIGHT: 'prompt' },
      },
      field: {
        on: {
          ...typing,
          UP: step('UP'),
          DOWN: step('DOWN'),
          LEFT: [
            {
              guard: ({ context }) => !context.isAtEnd && before(context) !== undefined,
              target: 'field',
              actions: enterField((context) => before(context) ?? 0),
            },
          ],
          ENTER: [
            { guard: ({ context }) => refusal(context) !== null, actions: flow.assign({ isRefused: true }) },
            ...(hasNotes
              ? [{ guard: ({ context }: { context: Context }) => noteAt(context) !== null, target: 'note' }]
              : []),
            ...goOn,
          ],
          EXIT: leave('field'),
        },
      },
      ...(hasNotes ? { note: { on: { ENTER: [...goOn], EXIT: 'field' } } } : {}),
      review: {
        on: {
          UP: turn(-1),
          DOWN: turn(1),
          ENTER: toQuestion,
          'HOLD ENTER': toQuestion,
          EXIT: leave('review'),
          LEFT: {
            target: 'field',
            actions: [enterField(({ texts }) => asked(texts).at(-1) ?? 0), flow.assign({ page: 0 })],
          },
        },
      },
      questionNo: {
        on: {
          ENTER: toReview,
          'HOLD ENTER': toReview,
          EXIT: toReview,
          UP: 'questionYes',
          DOWN: 'questionYes',
        },
      },
      questionYes: { on: { ENTER: 'changing', EXIT: toReview, UP: 'questionNo', DOWN: 'questionNo' } },
      discardNo: { on: { ENTER: asItWas, EXIT: toItem, UP: 'discardYes', DOWN: 'discardYes' } },
      discardYes: { on: { ENTER: toItem, EXIT: toItem, UP: 'discardNo', DOWN: 'discardNo' } },
      changing: { on: { 'A WHILE LATER': 'asked' } },
      asked: { on: { ENTER: 'kept', EXIT: 'undone' } },
      // Until a lease is there again the fields would be filled with nothing.
      undone: { on: { 'A WHILE LATER': 'undoneLater' } },
      undoneLater: { on: { ENTER: toItem, LEFT: toItem } },
      kept: { on: { LOOK: 'looked' } },
      looked: {},
    },
  });

  const fieldScreen = (context: Context): Screen => {
    const { at, texts, isAtEnd, isRefused } = context;
    const { label, hint } = fieldAt(at);
    const order = asked(texts);
    const text = texts[at] ?? '';
    const why = isRefused ? refusal(context) : null;
    const last = typeof hint === 'string' ? hint : hint(text, isAtEnd);
    return {
      large: [heading(label, order.indexOf(at) + 1, order.length), text, ...(why ?? [last, fieldWays(last)])],
      ...(isAtEnd ? {} : { cursor: 0 }),
    };
  };
  const discard = (answer: Answer): Screen => ({
    large: ['DISCARD CHANGES?', '', answer === 'NO' ? '→NO  YES' : ' NO →YES', '↕ CHOOSE  ↵ OK'],
    cursor: null,
  });

  return defineModel<Context>({
    name: plan.name,
    machine,
    prepare: plan.prepare,
    hands: {
      ...Object.assign({}, ...fields.map(({ typed = {} }) => handsOf(typed))),
      'HOLD ENTER': hold('ENTER', 2500),
      'A WHILE LATER': wait(15),
      LOOK: all(keys('ENTER', 'EXIT', 'EXIT'), wait(1), plan.look),
    },
    screens: {
      item: plan.item,
      prompt: plan.prompt,
      promptUp: plan.prompt,
      field: fieldScreen,
      note: (context) => noteAt(context) ?? message([]),
      review: ({ page, texts }) => {
        const changes = plan.changes(texts);
        const [what, was, will] = changes[page] ?? ['', '', ''];
        return {
          large: [heading(what, page + 1, changes.length), `NOW ${was}`, `NEW ${will}`, '↕ MORE  ↵ NEXT'],
          cursor: null,
        };
      },
      questionNo: plan.question('NO'),
      questionYes: plan.question('YES'),
      discardNo: discard('NO'),
      discardYes: discard('YES'),
      changing: { large: [/^(CHECKING|APPLYING|VERIFYING|KEEP THESE)/, /^/, /^/, /^/], cursor: null },
      asked: {
        large: ['KEEP THESE SETTINGS?', 'ALL CHECKS OK', /^UNDO IN 1[01]\d S$/, ANSWERS.large],
        cursor: null,
      },
      undone: message(['CHANGE UNDONE:', ...glassRows(say('undone-by-operator'))]),
      undoneLater: message(['CHANGE UNDONE:', ...glassRows(say('undone-by-operator'))]),
      kept: message(['KEPT']),
      looked: ({ texts }) => plan.looksLike(texts),
    },
  });
}

function handsOf(typed: NonNullable<FieldPlan['typed']>): Record<string, Hands> {
  return Object.fromEntries(Object.entries(typed).map(([event, { hands }]) => [event, hands]));
}
