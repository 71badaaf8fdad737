/**
 * Every wizard as the manual tells it: a list of all values as they would be set, APPLY after the last; ENTER opens a
 * value and leads on to the next one that needs the operator, EXIT always goes back, and nothing entered is lost but by
 * YES to DISCARD CHANGES? or by KEPT. A wizard's own file says which fields.
 */
import { setup } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { all, defineModel, type Hands, hold, keys, type Model, wait } from '../model.ts';
import { ANSWERS, fieldWays, glassRows, heading, message, type Screen } from '../screens.ts';

/** What the fields show, in order. */
export type Texts = readonly string[];

export interface FieldPlan {
  readonly label: string;
  /** The last row; depends on the text where characters can be added. */
  readonly hint: string | ((text: string, isAtEnd: boolean) => string);
  readonly filledWith: string;
  /** The text as the list has it. */
  readonly listed: (text: string) => string;
  /** Its value now; null: there is none, or the list does not show it. */
  readonly now?: string;
  /** Events that type over the whole field, and what it shows then. */
  readonly typed?: Readonly<Record<string, { readonly hands: Hands; readonly shows: string }>>;
  /** Characters go in where the cursor is, so that the field is typed over only once; digits replace what is there. */
  readonly isText?: boolean;
  /** What UP and DOWN make of a text, with the cursor at the first position. Others are not tried. */
  readonly steps?: Readonly<Record<string, { readonly UP?: string; readonly DOWN?: string }>>;
  /** The values that ENTER turns through in the list itself. */
  readonly turns?: readonly string[];
  /** Why ENTER is refused; null: it is not. */
  readonly refuses?: (texts: Texts) => readonly string[] | null;
  /** Whether it is proposed without being known: it has to be seen. */
  readonly isGuess?: boolean;
  /** What it follows until it is changed; null: it stays. */
  readonly follows?: (texts: Texts) => string | null;
  /** Told on a screen of its own once the field is accepted. */
  readonly note?: (texts: Texts) => Screen | null;
  readonly asked?: (texts: Texts) => boolean;
}

/** A line of the list that no field shows. */
export type Line = readonly [what: string, was: string | null, will: string];

export interface WizardPlan {
  readonly name: string;
  readonly prepare: Hands;
  readonly item: Screen;
  readonly fields: readonly FieldPlan[];
  /** Which texts are tried together: keeps digits few. */
  readonly tries: (texts: Texts) => boolean;
  /** Whether every value is there: before that nothing would change, and no old value is shown. */
  readonly isWhole?: (texts: Texts) => boolean;
  /** Whether they are applied; omitted: all are. Others would fail a check, which the model of the transaction has. */
  readonly applies?: (texts: Texts) => boolean;
  /** What changes beside the fields. */
  readonly lines: (texts: Texts) => readonly Line[];
  /** From KEPT to a screen that shows what was set. */
  readonly look: Hands;
  readonly looksLike: (texts: Texts) => Screen;
}

interface Context {
  /** The row that is selected: of the fields asked, then of the lines, then APPLY. */
  readonly row: number;
  /** The field being edited, or edited last. */
  readonly at: number;
  readonly texts: Texts;
  /** Fields the operator has changed. */
  readonly changed: readonly number[];
  /** Fields that followed another one and were not seen since. */
  readonly moved: readonly number[];
  /** Fields that were accepted. */
  readonly seen: readonly number[];
  /** Fields whose refusal is shown. */
  readonly refused: readonly number[];
  /** The cursor stands where typing left it, not at the first position. */
  readonly isAtEnd: boolean;
}

type Guarded = { readonly context: Context };
const flow = setup({ types: {} as { context: Context } });

export function wizardModel(plan: WizardPlan): Model {
  const { fields } = plan;
  const filled: Texts = fields.map((field) => field.filledWith);

  const fieldAt = (index: number): FieldPlan => {
    const field = fields[index];
    if (field === undefined) throw new Error(`${plan.name} has no field ${index}`);
    return field;
  };
  const asked = (texts: Texts): readonly number[] =>
    fields.flatMap((field, index) => (field.asked === undefined || field.asked(texts) ? [index] : []));
  const refusal = (texts: Texts, index: number) => fieldAt(index).refuses?.(texts) ?? null;
  const noteAt = ({ at, texts }: Context) => fieldAt(at).note?.(texts) ?? null;
  const withText = ({ at, texts }: Context, text: string): Texts => texts.with(at, text);
  const stepped = ({ at, texts }: Context, key: 'UP' | 'DOWN') => fieldAt(at).steps?.[texts[at] ?? '']?.[key];
  const without = (list: readonly number[], index: number) => list.filter((each) => each !== index);
  const withIndex = (list: readonly number[], index: number) => [...new Set([...list, index])].sort();

  const needs = ({ texts, changed, moved, seen }: Context): readonly number[] =>
    asked(texts).filter(
      (index) =>
        moved.includes(index) ||
        refusal(texts, index) !== null ||
        (fieldAt(index).isGuess === true && !changed.includes(index) && !seen.includes(index)),
    );
  const rowCount = ({ texts }: Context): number => asked(texts).length + plan.lines(texts).length + 1;
  const applyRow = (context: Context): number => rowCount(context) - 1;
  const rowOf = (context: Context, index: number): number => asked(context.texts).indexOf(index);
  const fieldIn = ({ row, texts }: Context): number | undefined => asked(texts)[row];

  /** The fields nobody has changed follow, and reasons that no longer hold go. */
  const followed = (context: Context): Context => {
    let { texts } = context;
    const moved = [...context.moved];
    for (const [index, field] of fields.entries()) {
      const next = context.changed.includes(index) ? null : (field.follows?.(texts) ?? null);
      if (next !== null && next !== texts[index]) {
        texts = texts.with(index, next);
        moved.push(index);
      }
    }
    const refused = context.refused.filter((index) => refusal(texts, index) !== null);
    return { ...context, texts, moved: [...new Set(moved)].sort(), refused };
  };
  /** Where ENTER leads from an accepted field. */
  const goneOn = (context: Context): Context => {
    const accepted = followed({
      ...context,
      moved: without(context.moved, context.at),
      seen: fieldAt(context.at).isGuess === true ? withIndex(context.seen, context.at) : context.seen,
      isAtEnd: false,
    });
    const open = needs(accepted).filter((index) => index !== context.at);
    const next = open.find((index) => index > context.at) ?? open[0];
    return next === undefined
      ? { ...accepted, at: 0, row: applyRow(accepted) }
      : { ...accepted, at: next, row: rowOf(accepted, next) };
  };
  const opened = ((): Context => {
    const start: Context = {
      row: 0,
      at: 0,
      texts: filled,
      changed: [],
      moved: [],
      seen: [],
      refused: [],
      isAtEnd: false,
    };
    const [first] = needs(start);
    return { ...start, row: first === undefined ? applyRow(start) : rowOf(start, first) };
  })();

  /** As the wizard opens with what was entered: nothing is counted as seen. */
  const reopened = (context: Context): Context => {
    const again = { ...context, seen: [], moved: [], refused: [], isAtEnd: false };
    const [first] = needs(again);
    return { ...again, row: first === undefined ? applyRow(again) : rowOf(again, first) };
  };

  const set = (change: (context: Context) => Context) =>
    flow.assign(({ context }: Guarded) => change(context));
  const isField = ({ context }: Guarded): boolean => fieldIn(context) !== undefined;
  const isTurned = ({ context }: Guarded): boolean =>
    fieldAt(fieldIn(context) ?? 0).turns !== undefined && isField({ context });
  /** Nothing of the list matters any more. */
  const over = {
    actions: set((context) => ({ ...context, row: 0, at: 0, seen: [], moved: [], refused: [] })),
  };
  const isApply = ({ context }: Guarded): boolean => context.row === applyRow(context);
  const isApplied = (guarded: Guarded): boolean =>
    isApply(guarded) && (plan.applies?.(guarded.context.texts) ?? true);
  const enter = set((context) => ({ ...context, at: fieldIn(context) ?? 0, isAtEnd: false }));
  const entered = (context: Context, text: string): Context => {
    const { at } = context;
    const changed =
      text === (fieldAt(at).follows?.(context.texts) ?? filled[at])
        ? without(context.changed, at)
        : withIndex(context.changed, at);
    return { ...context, texts: withText(context, text), changed, refused: without(context.refused, at) };
  };
  const step = (key: 'UP' | 'DOWN') => ({
    guard: ({ context }: Guarded) => {
      const text = stepped(context, key);
      return text !== undefined && !context.isAtEnd && plan.tries(withText(context, text));
    },
    actions: set((context) => entered(context, stepped(context, key) ?? '')),
  });
  const typing = Object.fromEntries(
    fields.flatMap(({ typed = {}, isText = false, filledWith }, index) =>
      Object.entries(typed).map(([event, { shows }]) => [
        event,
        {
          guard: ({ context }: Guarded) =>
            context.at === index &&
            !context.isAtEnd &&
            (!isText || context.texts[index] === filledWith) &&
            plan.tries(withText(context, shows)),
          actions: set((context) => ({ ...entered(context, shows), isAtEnd: true })),
        },
      ]),
    ),
  );
  /** The list is walked while little is changed: row by row it looks the same with more. */
  const mayWalk = ({ context }: Guarded): boolean =>
    context.changed.length <= 1 && context.refused.length === 0 && context.moved.length === 0;
  const isUntouched = ({ context }: Guarded): boolean => context.changed.length === 0;
  const select = (by: number) => ({
    guard: mayWalk,
    actions: set((context) => {
      const count = rowCount(context);
      return { ...context, row: (context.row + by + count) % count };
    }),
  });
  /** ENTER in the list turns a choice; what it then needs is opened, else the next row is selected. */
  const turned = (context: Context): Context => {
    const at = fieldIn(context) ?? 0;
    const { turns = [] } = fieldAt(at);
    const next = turns[(turns.indexOf(context.texts[at] ?? '') + 1) % turns.length] ?? '';
    const after = followed(entered({ ...context, at }, next));
    const open = needs(after).filter((index) => index !== at);
    const need = open.find((index) => index > at) ?? open[0];
    if (need !== undefined) return { ...after, at: need, row: rowOf(after, need) };
    const rows = asked(after.texts).filter((index) => index > at);
    return { ...after, row: rows[0] === undefined ? applyRow(after) : rowOf(after, rows[0]) };
  };
  const needsAfterTurn = ({ context }: Guarded): boolean => {
    const after = turned(context);
    const index = fieldIn(after);
    return index !== undefined && needs(after).includes(index);
  };
  const wrong = ({ texts }: Context): readonly number[] =>
    asked(texts).filter((index) => refusal(texts, index) !== null);
  /** APPLY opens the first value that is wrong, every reason shown. */
  const openWrong = set((context) => {
    const at = wrong(context)[0] ?? 0;
    return { ...context, at, row: rowOf(context, at), refused: wrong(context), isAtEnd: false };
  });
  const isEntered = ({ context }: Guarded): boolean => context.changed.length > 0;
  const openSelected = [
    {
      guard: (guarded: Guarded) => isTurned(guarded) && needsAfterTurn(guarded),
      target: 'field',
      actions: set(turned),
    },
    { guard: isTurned, actions: set(turned) },
    { guard: isField, target: 'field', actions: enter },
  ];
  const isAtAnEnd = ({ context }: Guarded): boolean =>
    !mayWalk({ context }) || context.row === 0 || isApply({ context });
  const leave = [
    { guard: (guarded: Guarded) => isEntered(guarded) && isAtAnEnd(guarded), target: 'discardNo' },
    { guard: isUntouched, target: 'item', actions: set(() => opened) },
  ];
  const isSelectedAfter = ({ context }: Guarded): boolean => fieldIn(goneOn(context)) !== undefined;
  const goOn = [
    { guard: isSelectedAfter, target: 'field', actions: set(goneOn) },
    { target: 'list', actions: set(goneOn) },
  ];
  const toItem = { target: 'item', actions: set(() => opened) } as const;
  const hasNotes = fields.some((field) => field.note !== undefined);

  const machine = flow.createMachine({
    context: opened,
    initial: 'item',
    states: {
      item: { on: { ENTER: 'list' } },
      list: {
        on: {
          UP: select(-1),
          DOWN: select(1),
          ENTER: [
            ...openSelected,
            {
              guard: (guarded) => isApply(guarded) && wrong(guarded.context).length > 0,
              target: 'field',
              actions: openWrong,
            },
            { guard: isApplied, target: 'changing', ...over },
            {
              guard: (guarded) => !isApply(guarded),
              actions: set((context) => ({ ...context, row: applyRow(context) })),
            },
          ],
          'HOLD ENTER': {
            guard: (guarded) => isField(guarded) && !isTurned(guarded) && isUntouched(guarded),
            target: 'field',
            actions: enter,
          },
          EXIT: leave,
          LEFT: { guard: isUntouched, target: 'item', actions: set(() => opened) },
        },
      },
      field: {
        on: {
          ...typing,
          UP: step('UP'),
          DOWN: step('DOWN'),
          ENTER: [
            {
              guard: ({ context }) => context.refused.includes(context.at),
              actions: set((context) => ({ ...context, refused: without(context.refused, context.at) })),
            },
            {
              guard: ({ context }) => refusal(context.texts, context.at) !== null,
              actions: set((context) => ({ ...context, refused: withIndex(context.refused, context.at) })),
            },
            ...(hasNotes
              ? [{ guard: ({ context }: Guarded) => noteAt(context) !== null, target: 'note' }]
              : []),
            ...goOn,
          ],
          EXIT: {
            target: 'list',
            actions: set((context) => ({ ...followed(context), at: 0, isAtEnd: false })),
          },
        },
      },
      ...(hasNotes ? { note: { on: { ENTER: [...goOn], EXIT: { target: 'field', actions: enter } } } } : {}),
      discardNo: { on: { ENTER: 'list', EXIT: 'list', UP: 'discardYes', DOWN: 'discardYes' } },
      discardYes: { on: { ENTER: toItem, EXIT: 'list', UP: 'discardNo', DOWN: 'discardNo' } },
      changing: { on: { 'A WHILE LATER': 'asked' } },
      asked: { on: { ENTER: 'kept', EXIT: 'undone' } },
      undone: { on: { 'A WHILE LATER': 'undoneLater' } },
      // What was entered is there again; without entries there is nothing to go back to.
      undoneLater: {
        on: {
          ENTER: [
            {
              guard: isEntered,
              target: 'list',
              actions: set(reopened),
            },
            toItem,
          ],
        },
      },
      kept: { on: { LOOK: 'looked' } },
      looked: {},
    },
  });

  const fieldScreen = (context: Context): Screen => {
    const { at, texts, isAtEnd, refused } = context;
    const { label, hint } = fieldAt(at);
    const order = asked(texts);
    const text = texts[at] ?? '';
    const why = refused.includes(at) ? refusal(texts, at) : null;
    const last = typeof hint === 'string' ? hint : hint(text, isAtEnd);
    return {
      large: [heading(label, order.indexOf(at) + 1, order.length), text, ...(why ?? [last, fieldWays(last)])],
      ...(isAtEnd ? {} : { cursor: 0 }),
    };
  };

  interface Row {
    readonly label: string;
    readonly was: string | null;
    readonly value: string;
    readonly mark: string;
    readonly why: readonly string[] | null;
  }
  const isWhole = plan.isWhole ?? (() => true);
  const rowsOf = (context: Context): readonly Row[] => {
    const { texts } = context;
    const open = needs(context);
    return [
      ...asked(texts).map((index): Row => {
        const { label, listed, now, refuses } = fieldAt(index);
        const value = listed(texts[index] ?? '');
        return {
          label,
          value,
          was: now === undefined || now === value || !isWhole(texts) ? null : now,
          mark: open.includes(index) ? ' !' : '',
          why: context.refused.includes(index) ? (refuses?.(texts) ?? null) : null,
        };
      }),
      ...plan.lines(texts).map(([label, was, value]): Row => ({ label, was, value, mark: '', why: null })),
    ];
  };
  /** The selected row on top, then those that DOWN leads to as far as the glass goes. */
  const listScreen = (context: Context): Screen => {
    const rows = rowsOf(context);
    const row = rows[context.row];
    const place = context.row + 1;
    const beside = [...rows.slice(context.row + 1), ...rows.slice(0, context.row)];
    const top =
      row === undefined
        ? [heading('→APPLY', place, rows.length + 1)]
        : [
            // The mark where the row has room for it.
            heading(row.label.length < 15 ? `${row.label}${row.mark}` : row.label, place, rows.length + 1),
            ...(row.was === null || row.why !== null
              ? [`→${row.value}`]
              : [` NOW ${row.was}`, `→NEW ${row.value}`]),
            ...(row.why ?? []),
          ];
    const next = beside.slice(0, Math.floor((4 - top.length) / 2));
    const shown = [...top, ...next.flatMap(({ label, mark, value }) => [`${label}${mark}`, ` ${value}`])];
    const edits = fieldIn(context) !== undefined;
    const hint = edits ? '↵ EDIT  EXIT: CANCEL' : '↵ OK  EXIT: CANCEL';
    const blanks = Array.from({ length: Math.max(0, 3 - shown.length) }, () => '');
    return { large: shown.length < 4 ? [...shown, ...blanks, hint] : shown, cursor: null };
  };
  const discard = (answer: 'NO' | 'YES'): Screen => ({
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
      list: listScreen,
      field: fieldScreen,
      note: (context) => noteAt(context) ?? message([]),
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
