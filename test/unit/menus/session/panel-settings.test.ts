import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2, WHOLE_REPERTOIRE } from '../../../../menus/frame.ts';
import type { Audience } from '../../../../menus/words/audience.ts';
import { en } from '../../../../menus/words/en.ts';
import { LANGUAGE_IDS, LANGUAGES } from '../../../../menus/words/languages.ts';
import { testAppliance } from '../../../support/appliance.ts';
import {
  CONSOLE,
  FIVE_KEYS,
  FOUR_KEYS,
  Operator,
  type OperatorOptions,
  PLAIN_GLASS,
} from '../../../support/operator.ts';

/** The n-th item of PANEL SETTINGS, opened. */
function open(item: number, options: OperatorOptions = {}): Operator {
  const operator = new Operator(options).press('ENTER DOWN ENTER');
  return operator.press('DOWN '.repeat(item)).press('ENTER');
}
const [LANGUAGE, CONTRAST, BRIGHTNESS, LAMP_TEST, SET_PIN, CLEAR_PIN, LOCK_NOW] = [
  0, 1, 2, 3, 4, 5, 6,
] as const;

/** Past the PIN, in the main menu. */
async function unlocked(options: OperatorOptions = {}): Promise<Operator> {
  const operator = new Operator({ appliance: testAppliance({ pinSet: true }), ...options });
  return operator.press('ENTER').type('4711').press('ENTER').settled();
}

describe('CONTRAST and BRIGHTNESS', () => {
  it('show the level and change it at once', () => {
    const operator = open(CONTRAST, { geometry: GEOMETRY_16X2 });
    expect(operator.rows).toEqual(['CONTRAST     50%', '↕ CHANGE ↵ SAVE']);
    operator.press('UPx2');
    expect(operator.display).toMatchObject({ contrast_percent: 60, brightness_percent: 80 });
    operator.press('DOWN');
    expect(operator.rows[0]).toBe('CONTRAST     55%');
    expect(operator.asked).toEqual([]);
  });

  it('say which keys keep the level and which do not, over a bar', () => {
    expect(open(CONTRAST).rows).toEqual([
      'CONTRAST         50%',
      '↕ CHANGE ↵ SAVE',
      'EXIT: CANCEL',
      '██████████..........',
    ]);
    expect(open(CONTRAST, { keys: FIVE_KEYS }).rows[2]).toBe('LEFT: CANCEL');
  });

  it('are stored by ENTER', async () => {
    const operator = open(BRIGHTNESS).press('DOWNx3 ENTER');
    expect(operator.text).toBe('SAVING');
    await operator.settled();
    expect(operator.asked).toEqual(['setPreferences 50 65']);
    expect(operator.text).toContain('BRIGHTNESS');
    expect(operator.view.screen.kind).toBe('menu');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('go back to what was stored by %s', (key, keys) => {
    const operator = open(CONTRAST, keys === undefined ? {} : { keys }).press(`UPx5 ${key}`);
    expect(operator.display.contrast_percent).toBe(50);
    expect(operator.view.screen.kind).toBe('menu');
    expect(operator.asked).toEqual([]);
  });

  it('go back by the idle rule too', () => {
    const operator = open(CONTRAST).press('UPx5').waits(180);
    expect(operator.display.contrast_percent).toBe(50);
  });

  it('change while UP is held, between 10 and 100 percent', () => {
    const operator = open(CONTRAST).hold('UP', 30);
    expect(operator.display.contrast_percent).toBe(100);
    operator.hold('DOWN', 40);
    expect(operator.display.contrast_percent).toBe(10);
  });

  it('say so when they cannot be stored', async () => {
    const operator = open(CONTRAST, { effects: { setPreferences: () => Promise.reject(new Error('disk')) } });
    await operator.press('UP ENTER').settled();
    expect(operator.text).toBe('CANNOT SAVE DISK ERROR PRESS A KEY');
    expect(operator.press('ENTER').text).toContain('CONTRAST');
  });
});

describe('LANGUAGE', () => {
  const [english, next = english] = LANGUAGE_IDS;
  /** Languages as they stand on the glass one after the other, this many keys long. */
  const turned = (operator: Operator, key: 'UP' | 'DOWN', times: number): readonly string[] =>
    Array.from({ length: times }, () => {
      const { screen } = operator.view;
      const name = screen.kind === 'menu' ? screen.list.items[screen.list.selected]?.id : undefined;
      operator.press(key);
      return name ?? screen.kind;
    });

  it('starts on the language spoken, and goes round all with DOWN and UP', () => {
    expect(turned(open(LANGUAGE), 'DOWN', LANGUAGE_IDS.length + 1)).toEqual([...LANGUAGE_IDS, english]);
    const [, ...others] = LANGUAGE_IDS;
    expect(turned(open(LANGUAGE), 'UP', LANGUAGE_IDS.length)).toEqual([english, ...others.toReversed()]);
  });

  it('shows each by its own name, in its own letters where the glass has them', () => {
    const names = (audience: Audience): readonly string[] => {
      const { screen } = open(LANGUAGE, { audience }).view;
      return screen.kind === 'menu' ? screen.list.items.map(({ label }) => label) : [];
    };
    const all = Object.values(LANGUAGES);
    expect(names(PLAIN_GLASS)).toEqual(all.map(({ ascii }) => ascii));
    expect(names({ register: 'glass', repertoire: WHOLE_REPERTOIRE })).toEqual(all.map(({ glass }) => glass));
    expect(names(CONSOLE)).toEqual(all.map((entry) => entry.console));
  });

  it('is a menu of names on a glass', () => {
    expect(open(LANGUAGE).rows).toEqual([
      `LANGUAGE         1/${LANGUAGE_IDS.length}`,
      '→ENGLISH',
      ' DEUTSCH',
      ' FRANCAIS',
    ]);
  });

  it.each([
    ['six keys', undefined],
    ['four keys', FOUR_KEYS],
  ] as const)('is stored by ENTER on %s, and spoken from then on', async (_name, keys) => {
    const operator = open(LANGUAGE, keys === undefined ? {} : { keys }).press('DOWN ENTER');
    expect(operator.text).toBe('SAVING');
    await operator.settled();
    expect(operator.asked).toEqual([`setPreferences 50 80 ${next}`]);
    const words = await LANGUAGES[next].load();
    operator.changes(testAppliance({ language: { id: next, words } }));
    expect(operator.view.menu?.title).toBe(operator.words.titles.panel);
    expect(operator.words.titles).not.toEqual(en.glass.titles);
    expect(turned(operator.press('ENTER'), 'DOWN', 1)).toEqual([next]);
  });

  it('changes nothing before ENTER', () => {
    const operator = open(LANGUAGE).press('DOWN');
    expect(operator.words).toBe(en.glass);
    expect(operator.asked).toEqual([]);
  });

  it.each([
    ['EXIT', undefined],
    ['EXIT', FOUR_KEYS],
    ['LEFT', undefined],
    ['LEFT', FIVE_KEYS],
  ] as const)('is left as before by %s', (key, keys) => {
    const operator = open(LANGUAGE, keys === undefined ? {} : { keys }).press(`DOWN ${key}`);
    expect(operator.text).toContain('→LANGUAGE');
    expect(operator.asked).toEqual([]);
    expect(turned(operator.press('ENTER'), 'DOWN', 1)).toEqual([english]);
  });

  it('is left as before by the idle rule too', () => {
    const operator = open(LANGUAGE).press('DOWN').waits(180);
    expect(operator.view.screen.kind).toBe('status');
    expect(operator.asked).toEqual([]);
  });

  it('says so when it cannot be stored', async () => {
    const operator = open(LANGUAGE, { effects: { setPreferences: () => Promise.reject(new Error('disk')) } });
    await operator.press('DOWN ENTER').settled();
    expect(operator.text).toBe('CANNOT SAVE DISK ERROR PRESS A KEY');
    expect(operator.press('ENTER').text).toContain('→LANGUAGE');
  });

  it('can be left while it is being stored', () => {
    const operator = open(LANGUAGE, { effects: { setPreferences: () => new Promise(() => undefined) } });
    expect(operator.press('DOWN ENTER EXIT').text).toContain('→LANGUAGE');
  });
});

describe('LAMP TEST', () => {
  it('lights everything until a key', () => {
    const operator = open(LAMP_TEST);
    expect(operator.asked).toEqual(['lampTest']);
    expect(operator.rows).toEqual(['LAMP TEST', '█'.repeat(20), '█'.repeat(20), '█'.repeat(20)]);
    expect(operator.press('DOWN').text).toContain('LAMP TEST');
    expect(operator.asked).toEqual(['lampTest', 'lampTest ended']);
    expect(operator.view.screen.kind).toBe('menu');
  });
});

describe('SET PIN', () => {
  it('asks twice and sets it', async () => {
    const operator = open(SET_PIN).type('4711').press('ENTER');
    expect(operator.rows.slice(0, 2)).toEqual(['REPEAT PIN', '']);
    await operator.type('4711').press('ENTER').settled();
    expect(operator.asked).toEqual(['setPin 4711']);
    expect(operator.text).toBe('PIN SET PRESS A KEY');
    expect(operator.press('ENTER').text).toContain('SET PIN');
    expect(JSON.stringify(operator.snapshot.context)).not.toContain('4711');
  });

  it('starts again when the two differ', () => {
    const operator = open(SET_PIN).type('4711').press('ENTER').type('4712').press('ENTER');
    expect(operator.text).toContain('PINS DIFFER ENTER AGAIN');
    expect(operator.rows.slice(0, 2)).toEqual(['NEW PIN', '']);
    expect(operator.asked).toEqual([]);
  });

  it('can be done with four keys', async () => {
    const digits = 'UPx2 ENTER UPx2 ENTER UPx2 ENTER UPx2 ENTER ENTER ';
    const operator = open(SET_PIN, { keys: FOUR_KEYS }).press(digits + digits);
    await operator.settled();
    expect(operator.asked).toEqual(['setPin 1111']);
  });

  it('refuses what is no PIN', () => {
    const operator = open(SET_PIN).type('1').press('ENTER');
    expect(operator.text).toContain('PIN MUST BE 4 TO 8 DIGITS');
  });

  it.each([
    ['EXIT', ''],
    ['EXIT', '4711'],
  ])('is left with %s, nothing set', (key, typed) => {
    const operator = open(SET_PIN).type(typed);
    if (typed !== '') {
      operator.press('ENTER').type('47');
    }
    expect(operator.press(key).view.screen.kind).toBe('menu');
    expect(operator.asked).toEqual([]);
  });

  it('lets the one who set it go on without entering it', async () => {
    const operator = open(SET_PIN).type('4711').press('ENTER').type('4711').press('ENTER');
    operator.changes(testAppliance({ pinSet: true, pinGeneration: 1 }));
    await operator.settled();
    operator.press('ENTER EXIT EXIT ENTER');
    expect(operator.view.menu?.title).toBe(en.glass.titles.main);
  });

  it('says so when it cannot be stored', async () => {
    const operator = open(SET_PIN, { effects: { setPin: () => Promise.reject(new Error('disk')) } });
    await operator.type('4711').press('ENTER').type('4711').press('ENTER').settled();
    expect(operator.text).toContain('CANNOT SAVE');
  });
});

describe('CLEAR PIN and LOCK NOW', () => {
  const openUnlocked = async (item: number, options: OperatorOptions = {}): Promise<Operator> => {
    const operator = await unlocked(options);
    return operator.press(`DOWN ENTER ${'DOWN '.repeat(item)} ENTER`);
  };

  it('are there only when a PIN is set, and SET PIN becomes CHANGE PIN', async () => {
    const labels = (operator: Operator) => operator.view.menu?.items.map((item) => item.label) ?? [];
    expect(labels(new Operator().press('ENTER DOWN ENTER'))).not.toContain('CLEAR PIN');
    const operator = (await unlocked()).press('DOWN ENTER');
    expect(labels(operator)).toEqual([
      'LANGUAGE',
      'CONTRAST',
      'BRIGHTNESS',
      'LAMP TEST',
      'CHANGE PIN',
      'CLEAR PIN',
      'LOCK NOW',
      'BACK',
    ]);
  });

  /** Past the PIN in force, which changing and clearing ask for. */
  const openWithPin = async (item: number, options: OperatorOptions = {}): Promise<Operator> => {
    const operator = await openUnlocked(item, options);
    expect(operator.rows[0]).toBe('PRESENT PIN');
    return await operator.type('4711').press('ENTER').settled();
  };

  it.each([
    ['CHANGE PIN', SET_PIN],
    ['CLEAR PIN', CLEAR_PIN],
  ] as const)(
    '%s could be done by who found the menu open: it asks for the PIN in force',
    async (label, item) => {
      const operator = await openUnlocked(item);
      expect(operator.rows.slice(0, 2)).toEqual(['PRESENT PIN', '']);
      expect(operator.press('EXIT').text).toContain(label);
    },
  );

  it.each([SET_PIN, CLEAR_PIN])('a wrong one leads no further', async (item) => {
    let asked = 0;
    const verifyPin = async () => {
      asked += 1;
      return asked === 1 ? ({ ok: true } as const) : ({ ok: false, retryAfter_s: 5, tries: 1 } as const);
    };
    const operator = await openUnlocked(item, { effects: { verifyPin } });
    await operator.type('0000').press('ENTER').settled();
    expect(operator.text).toContain('TOO MANY TRIES WAIT 5 S');
    expect(operator.press('EXIT').view.screen.kind).toBe('menu');
  });

  it('says so when the PIN in force cannot be checked', async () => {
    let asked = 0;
    const verifyPin = async () => {
      asked += 1;
      if (asked > 1) throw new Error('disk');
      return { ok: true } as const;
    };
    const operator = await openUnlocked(CLEAR_PIN, { effects: { verifyPin } });
    await operator.type('4711').press('ENTER').settled();
    expect(operator.text).toContain('PIN CANNOT BE CHECKED');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('CHANGE PIN goes on to the new one', async () => {
    const operator = await openWithPin(SET_PIN);
    expect(operator.rows[0]).toBe('NEW PIN');
    await operator.type('1234').press('ENTER').type('1234').press('ENTER').settled();
    expect(operator.asked).toContain('setPin 1234');
  });

  it('CLEAR PIN asks, NO first', async () => {
    const operator = await openWithPin(CLEAR_PIN);
    expect(operator.text).toBe('REALLY CLEAR PIN? →NO YES ↕ CHOOSE ↵ OK');
    expect(operator.press('ENTER').text).toContain('CLEAR PIN');
    expect(operator.asked).toEqual(['verifyPin 4711', 'verifyPin 4711']);
  });

  it('CLEAR PIN clears it', async () => {
    const operator = await openWithPin(CLEAR_PIN);
    await operator.press('DOWN ENTER').settled();
    expect(operator.asked).toContain('setPin null');
    expect(operator.text).toBe('PIN CLEARED PRESS A KEY');
  });

  it('CLEAR PIN says so when it cannot', async () => {
    const operator = await openWithPin(CLEAR_PIN, {
      effects: { setPin: () => Promise.reject(new Error('disk')) },
    });
    await operator.press('DOWN ENTER').settled();
    expect(operator.text).toContain('CANNOT SAVE');
  });

  it('LOCK NOW goes to the status page, where the PIN is asked for at once', async () => {
    const operator = await openUnlocked(LOCK_NOW);
    expect(operator.view.screen.kind).toBe('status');
    expect(operator.press('ENTER').text).toContain('ENTER PIN');
  });
});
