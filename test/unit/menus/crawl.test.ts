/** Goes through every screen an operator can come to, by every key, and looks at each on both glasses. */
import { describe, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import type { Appliance, Check } from '../../../menus/appliance.ts';
import type { ChangeEvent, TestEvent } from '../../../menus/effects.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry, toPanelText } from '../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../menus/keys.ts';
import { layoutPages } from '../../../menus/layout/layout.ts';
import { layoutLeaving } from '../../../menus/layout/messages.ts';
import type { Page } from '../../../menus/layout/page.ts';
import { sessionMachine } from '../../../menus/session/machine.ts';
import { WIZARD_IDS, wizardMachineOf } from '../../../menus/wizards/wizards.ts';
import {
  host,
  ip,
  ip6,
  linkStatus,
  port,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../support/appliance.ts';
import { type Effects, FIVE_KEYS, FOUR_KEYS, Operator } from '../../support/operator.ts';

const long = 'a-host.with-a-very-long-name.in-a-department.of-some-company.example.com';

/** Everything on, everything as long as it can be. */
const full = (): Appliance =>
  staticAppliance({
    name: 'is_a-very.long-name_of_32-chars.',
    version: '13.14.21.12.14.26-11',
    pinSet: true,
    wanted: {
      lan: {
        ipv4: staticIpv4({ address: ip('192.168.100.200'), gateway: ip('192.168.100.254') }),
        ipv6: true,
      },
      wan: staticIpv4({
        address: ip('172.16.100.100'),
        gateway: ip('172.16.100.254'),
        dns: [ip('172.16.100.101')],
      }),
      vlan: { id: vlanId(4094), address: ip('10.100.100.101'), prefixLength: prefix(30) },
      proxy: { host: host(long), port: port(65535), user: 'a-user-with-a-long-name', password: 'secret' },
      platform: {
        vlans: [{ id: vlanId(4094), address: ip('10.200.0.1'), prefixLength: prefix(24), name: 'x' }],
        routes: [],
      },
    },
    network: {
      lan: linkStatus({
        ipv6: [
          {
            address: ip6('2001:db8:1234:5678:9abc:def0:1234:5678'),
            prefixLength: 64,
            origin: 'router-advertisement',
          },
        ],
      }),
    },
    notices: [{ id: 1, severity: 'fault', code: 'x', panel: ['SIXTEEN CHARS OK', 'SIXTEEN CHARS OK'] }],
    update: { state: 'running', percent: null, message: 'Downloading a package with a long name.rpm' },
    platform: {
      connected: false,
      lastPoll_ms: null,
      pollInterval_s: 180,
      heartbeatOk: false,
      scanRunning: true,
    },
  });

const checks: readonly Check[] = [
  { name: 'platform', result: 'skipped', panel: [], log: '' },
  { name: 'gateway', result: 'failed', panel: ['SIXTEEN CHARS OK', 'SIXTEEN CHARS OK'], log: '' },
];
const told: readonly (ChangeEvent | TestEvent)[] = [
  { type: 'CHANGE.PROGRESS', phase: 'applying', percent: 100, step: 'a step with a rather long name' },
  { type: 'CHANGE.VERIFIED', checks, remaining_s: 120 },
  { type: 'CHANGE.KEPT' },
  { type: 'CHANGE.ROLLED_BACK', reason: ['SIXTEEN CHARS OK', 'SIXTEEN CHARS OK'], restored: true },
  { type: 'CHANGE.ROLLED_BACK', reason: ['SIXTEEN CHARS OK', 'SIXTEEN CHARS OK'], restored: false },
  { type: 'CHANGE.REFUSED', panel: ['SIXTEEN CHARS OK', 'SIXTEEN CHARS OK'] },
  ...checks.map((check) => ({ type: 'TEST.CHECK', check }) as const),
  { type: 'TEST.DONE' },
];

/** A step of a walk: a key, something the appliance tells, a moment of reading, or the idle notice coming up. */
type Move = PanelKey | 'PIN' | 'MOMENT' | 'NOTICE' | number;

/** A panel, and the appliance it is on. */
interface Setting {
  readonly name: string;
  readonly keys: readonly PanelKey[];
  readonly geometry: Geometry;
  readonly appliance: () => Appliance;
  readonly effects?: Partial<Effects>;
  readonly startedAfterFault?: boolean;
}

const SETTINGS: readonly Setting[] = [
  { name: 'six keys, 16x2, everything on', keys: PANEL_KEYS, geometry: GEOMETRY_16X2, appliance: full },
  {
    name: 'six keys, 20x4, new appliance',
    keys: PANEL_KEYS,
    geometry: GEOMETRY_20X4,
    appliance: testAppliance,
  },
  { name: 'no EXIT, 20x4, everything on', keys: FIVE_KEYS, geometry: GEOMETRY_20X4, appliance: full },
  {
    name: 'no LEFT and RIGHT, 16x2, static LAN',
    keys: FOUR_KEYS,
    geometry: GEOMETRY_16X2,
    appliance: staticAppliance,
  },
  {
    name: 'six keys, 16x2, started after a fault, where nothing can be stored',
    keys: PANEL_KEYS,
    geometry: GEOMETRY_16X2,
    appliance: () =>
      testAppliance({ transaction: { phase: 'rolling-back', percent: 5, step: 'a long step name' } }),
    effects: { setPin: fails, setPreferences: fails, power: fails },
    startedAfterFault: true,
  },
];

async function fails(): Promise<never> {
  throw new Error('disk');
}

function start(setting: Setting): Operator {
  const verifyPin: Effects['verifyPin'] = async (pin) =>
    pin === '4711' ? { ok: true } : { ok: false, retryAfter_s: 60 };
  return new Operator({
    ...setting,
    appliance: setting.appliance(),
    effects: { verifyPin, ...setting.effects },
  });
}

/** Makes a move; `look` sees what shows at once and what shows once effects have ended. */
async function make(operator: Operator, move: Move, look: (operator: Operator) => void): Promise<void> {
  if (typeof move === 'number') {
    const event = told[move];
    if (event) {
      operator.hears(event);
    }
  } else if (move === 'PIN') {
    operator.type('4711').press('ENTER');
  } else if (move === 'MOMENT') {
    operator.waits(1);
  } else if (move === 'NOTICE') {
    operator.waits(575);
  } else {
    operator.press(move);
  }
  look(operator);
  await operator.settled();
  look(operator);
}

/** Moves that make sense on this screen. */
function movesAt(operator: Operator, keys: readonly PanelKey[]): readonly Move[] {
  const value = JSON.stringify(operator.snapshot.value);
  const events = [...told.keys()].filter((index) => {
    const type = told[index]?.type ?? '';
    const isEnough = type === 'TEST.CHECK' && operator.snapshot.context.checks.length >= checks.length;
    const subject = value.includes('"changing"') ? 'CHANGE' : value.includes('"test"') ? 'TEST' : 'nothing';
    return type.startsWith(subject) && !isEnough;
  });
  const typed: readonly Move[] = /"gate"|"newPin"/.test(value) ? ['PIN'] : [];
  const { kind } = operator.view.screen;
  const idles: readonly Move[] =
    kind === 'menu' || kind === 'field' ? ['NOTICE'] : kind === 'countdown' ? ['MOMENT'] : [];
  return [...keys, ...typed, ...events, ...idles];
}

/** What makes one screen differ from another for the crawl: its states, and what is wrong with the form. */
function placeOf({ snapshot, view }: Operator): string {
  const wizard = snapshot.children.wizard?.getSnapshot();
  const error = view.screen.kind === 'field' ? view.screen.error : null;
  const index = 'index' in view.screen ? view.screen.index : 0;
  const isDirty = wizard?.context.wizard.form.isDirty(wizard.context.entries) ?? false;
  // Where ENTER steps from digit to digit, each digit is a place of its own.
  const steps = wizard !== undefined && !snapshot.context.keys.has('RIGHT');
  const cursor = steps && view.screen.kind === 'field' ? view.screen.cursor : 0;
  const isLeaving = view.leavingIn_s !== null;
  return JSON.stringify([snapshot.value, wizard?.value, error, index, isDirty, cursor, isLeaving]);
}

/** The map of a panel as it becomes known: from each place by each move to the place it led to. */
class Crawl {
  readonly places = new Map<string, Map<Move, string | null>>();
  operator: Operator;
  readonly #setting: Setting;
  readonly #look: (operator: Operator) => void;

  constructor(setting: Setting, look: (operator: Operator) => void) {
    this.#setting = setting;
    this.#look = look;
    this.operator = start(setting);
    look(this.operator);
    this.#arrive();
  }

  #arrive(): string {
    const place = placeOf(this.operator);
    if (!this.places.has(place)) {
      const moves = movesAt(this.operator, this.#setting.keys);
      this.places.set(place, new Map(moves.map((move) => [move, null])));
    }
    return place;
  }

  async #step(move: Move): Promise<string> {
    const from = placeOf(this.operator);
    await make(this.operator, move, this.#look);
    const to = this.#arrive();
    this.places.get(from)?.set(move, to);
    return to;
  }

  /** The first move of a shortest known way to a place `isWanted` likes; null: none is known. */
  #towards(isWanted: (place: string) => boolean): Move | null {
    const origin = placeOf(this.operator);
    const seen = new Set([origin]);
    const open: { readonly place: string; readonly first: Move | null }[] = [{ place: origin, first: null }];
    for (const { place, first } of open) {
      if (first !== null && isWanted(place)) {
        return first;
      }
      for (const [move, next] of this.places.get(place) ?? []) {
        if (next !== null && !seen.has(next)) {
          seen.add(next);
          open.push({ place: next, first: first ?? move });
        }
      }
    }
    return null;
  }

  #untried(place: string): Move | null {
    for (const [move, next] of this.places.get(place) ?? []) {
      if (next === null) {
        return move;
      }
    }
    return null;
  }

  /** An operator at that place; null when the known ways there do not lead there any more. */
  async visit(place: string): Promise<Operator | null> {
    this.operator = start(this.#setting);
    for (let moves = 0; moves < 60 && placeOf(this.operator) !== place; moves++) {
      const move = this.#towards((other) => other === place);
      if (move === null) {
        return null;
      }
      await this.#step(move);
    }
    return placeOf(this.operator) === place ? this.operator : null;
  }

  /** Tries every move of every place. */
  async everything(): Promise<void> {
    for (let isFresh = true; ; ) {
      const move =
        this.#untried(placeOf(this.operator)) ?? this.#towards((place) => this.#untried(place) !== null);
      if (move !== null) {
        await this.#step(move);
        isFresh = false;
      } else if (isFresh) {
        return;
      } else {
        this.operator = start(this.#setting);
        isFresh = true;
      }
    }
  }
}

/** States that show something, by their ids. */
function screensOf(machine: { readonly root: AnyStateNode }): readonly string[] {
  const walk = (node: AnyStateNode): readonly string[] => [
    ...(node.meta === undefined ? [] : [node.id]),
    ...Object.values(node.states).flatMap(walk),
  ];
  return walk(machine.root);
}

function shownBy({ snapshot }: Operator): readonly string[] {
  const wizard = snapshot.children.wizard?.getSnapshot();
  const inWizard = wizard ? Object.keys(wizard.getMeta()).map((id) => `${wizard.machine.id}: ${id}`) : [];
  return [...Object.keys(snapshot.getMeta()), ...inWizard];
}

const EVERY_SCREEN = [
  ...screensOf(sessionMachine),
  ...WIZARD_IDS.flatMap((id) => screensOf(wizardMachineOf(id)).map((screen) => `${id}: ${screen}`)),
];

/** The two that are promised, and others that a configuration may name. */
const GLASSES: readonly Geometry[] = [
  GEOMETRY_16X2,
  GEOMETRY_20X4,
  { columns: 16, rows: 4 },
  { columns: 20, rows: 2 },
  { columns: 40, rows: 4 },
];

/** What no key brings up here: another operator's doing, or an effect that fails; each has a test of its own. */
const NOT_BY_KEYS = /: (nothing|refused)$|^gateFailed$|^changed-failed$/;

/** Nobody can leave these: an answer is on its way, or a change runs. */
const NO_WAY_OUT = /"changing"|"checking"|"storing"|"clearingPin"|"asking"|"dismissing"/;

/** What of a page does not fit its glass, or says nothing. */
function misfits({ lines, cursor }: Page, { columns, rows }: Geometry): readonly string[] {
  const text = lines.join('');
  return [
    lines.length > rows ? 'more rows' : '',
    lines.some((line) => line.length > columns) ? 'a longer row' : '',
    text.trim() === '' ? 'nothing shown' : '',
    toPanelText(text) !== text ? 'a character no panel has' : '',
    (cursor?.column ?? 0) >= columns ? 'a cursor beside it' : '',
  ].filter((wrong) => wrong !== '');
}

/** The screen as it is on a glass, every part of it. */
function expectFits(operator: Operator, geometry: Geometry): void {
  const { screen, leavingIn_s } = operator.view;
  const pages = leavingIn_s === null ? layoutPages(screen, geometry) : layoutLeaving(leavingIn_s, geometry);
  const wrong = pages.flatMap((page) => {
    const found = misfits(page, geometry);
    return found.length === 0 ? [] : [{ screen, geometry, lines: page.lines, found }];
  });
  expect(wrong).toEqual([]);
}

const looked = new Set<string>();

function look(operator: Operator): void {
  expect(operator.errors).toEqual([]);
  const view = JSON.stringify(operator.view);
  if (looked.has(view)) {
    return;
  }
  looked.add(view);
  for (const geometry of GLASSES) expectFits(operator, geometry);
  const { screen, tip } = operator.view;
  expect(tip.length, JSON.stringify(screen)).toBeGreaterThan(0);
  expect(tip.length, tip).toBeLessThanOrEqual(160);
}

/** Leaves by EXIT, or LEFT where there is no EXIT, and nothing else. */
async function leaves(operator: Operator): Promise<boolean> {
  const exit = operator.snapshot.context.keys.has('EXIT') ? 'EXIT' : 'LEFT';
  // The longest way: LEFT through every digit of five addresses.
  for (let presses = 0; presses < 100; presses++) {
    const { screen } = operator.view;
    if (screen.kind === 'status') {
      return true;
    }
    operator.press(exit);
    await operator.settled();
  }
  return false;
}

const crawls = new Map<Setting, Promise<{ readonly crawl: Crawl; readonly shown: ReadonlySet<string> }>>();

/** Each panel is gone through once, however many tests ask. */
function crawled(setting: Setting): Promise<{ readonly crawl: Crawl; readonly shown: ReadonlySet<string> }> {
  const running = async () => {
    const shown = new Set<string>();
    const crawl = new Crawl(setting, (operator) => {
      look(operator);
      for (const id of shownBy(operator)) {
        shown.add(id);
      }
    });
    await crawl.everything();
    return { crawl, shown };
  };
  const crawl = crawls.get(setting) ?? running();
  crawls.set(setting, crawl);
  return crawl;
}

describe.each(SETTINGS)('on a panel with $name', (setting) => {
  it('every screen fits every glass, whole', async () => {
    const { crawl } = await crawled(setting);
    expect(crawl.places.size).toBeGreaterThan(80);
  });

  it('every screen can be left, and leaving changes nothing', async () => {
    const { crawl } = await crawled(setting);
    let left = 0;
    for (const place of crawl.places.keys()) {
      const operator = NO_WAY_OUT.test(place) ? null : await crawl.visit(place);
      if (operator !== null) {
        const before = operator.applied.length;
        expect(await leaves(operator), place).toBe(true);
        expect(operator.applied.length, place).toBe(before);
        left++;
      }
    }
    expect(left).toBeGreaterThan(crawl.places.size / 2);
  });
});

it('every screen of every chart is come to by some panel', async () => {
  const shown = new Set<string>();
  for (const setting of SETTINGS) {
    for (const id of (await crawled(setting)).shown) {
      shown.add(id);
    }
  }
  expect(EVERY_SCREEN.filter((id) => !shown.has(id) && !NOT_BY_KEYS.test(id))).toEqual([]);
});
