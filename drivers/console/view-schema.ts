import * as v from 'valibot';
import { type CheckView, type Screen, STATUS_PAGES, type View } from '../../menus/view.ts';

/**
 * Schemas of the view's JSON, checked when it enters the console, because the daemon may be of another version.
 * The type annotation of each schema keeps it in step with its type.
 */
const texts = v.array(v.string());
const whole = v.pipe(v.number(), v.integer());
const percent = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

const check: v.GenericSchema<unknown, CheckView> = v.object({
  name: v.picklist(['link', 'address', 'gateway', 'dns', 'ipv6', 'wan', 'vlan', 'proxy', 'platform']),
  label: v.string(),
  result: v.picklist(['ok', 'failed', 'skipped']),
  verdict: v.string(),
  problem: texts,
});

const menuList = v.object({
  title: v.string(),
  items: v.array(v.object({ id: v.string(), label: v.string() })),
  selected: whole,
});

const tone = v.picklist(['normal', 'update', 'fault']);
const entries = v.array(v.object({ label: v.string(), value: v.string() }));

const status = v.object({
  kind: v.literal('status'),
  page: v.picklist(STATUS_PAGES),
  index: whole,
  count: whole,
  tone,
  entries,
  percent,
  part: whole,
  board: v.array(v.object({ page: v.picklist(STATUS_PAGES), tone, entries })),
});

const field = v.object({
  kind: v.literal('field'),
  label: v.string(),
  text: v.string(),
  entry: v.picklist(['text', 'secret', 'keys']),
  cursor: whole,
  error: v.nullable(texts),
  hint: v.string(),
  ways: v.string(),
  form: v.nullable(
    v.object({
      title: v.string(),
      fields: v.array(v.object({ label: v.string(), text: v.string(), error: v.nullable(texts) })),
      index: whole,
    }),
  ),
});

const proposal = v.object({
  kind: v.literal('proposal'),
  title: v.string(),
  rows: v.array(
    v.object({
      label: v.string(),
      brief: v.string(),
      value: v.string(),
      before: v.nullable(v.string()),
      needsYou: v.boolean(),
      reason: v.nullable(texts),
    }),
  ),
  apply: v.string(),
  summary: v.string(),
  selected: whole,
  part: whole,
  hint: v.string(),
  ways: v.string(),
});

const confirmation = v.object({
  kind: v.literal('confirmation'),
  question: v.string(),
  warning: v.string(),
  choices: texts,
  selected: whole,
});

const progress = v.object({
  kind: v.literal('progress'),
  title: v.string(),
  step: v.string(),
  percent,
});

const checks = v.object({
  kind: v.literal('checks'),
  title: v.string(),
  checks: v.array(check),
  index: whole,
  part: whole,
  running: v.boolean(),
});

const countdown = v.object({
  kind: v.literal('countdown'),
  question: v.string(),
  remaining_s: v.number(),
  checks: v.array(check),
  index: whole,
  part: whole,
  answers: v.array(v.object({ hint: v.string(), tight: v.string(), key: v.string() })),
});

const message = v.object({
  kind: v.literal('message'),
  tone: v.picklist(['info', 'success', 'fault']),
  lines: texts,
  part: whole,
  hint: v.string(),
});

const screen: v.GenericSchema<unknown, Screen> = v.variant('kind', [
  status,
  v.object({ kind: v.literal('menu'), list: menuList }),
  field,
  proposal,
  confirmation,
  progress,
  checks,
  countdown,
  message,
]);

export const viewSchema: v.GenericSchema<unknown, View> = v.object({
  screen,
  menu: v.nullable(menuList),
  tip: v.string(),
  leavingIn_s: v.nullable(v.number()),
});
