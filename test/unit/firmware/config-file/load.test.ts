import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, parseConfig } from '../../../../firmware/config-file/load.ts';
import { PANEL_FAMILIES } from '../../../../firmware/panels/families.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** Every problem of a configuration, as `bezel run` prints them. */
function problemsOf(text: string): readonly string[] {
  try {
    parseConfig(text, 'bezel.toml');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

describe('a configuration', () => {
  it('may be empty: everything has a default', () => {
    const config = parseConfig('', 'bezel.toml');
    expect(config).toMatchObject({
      appliance: { kind: 'physical', serial: '' },
      panel: { driver: 'none' },
      network: { backend: 'simulated', lan: 'lan0', keep_timeout_s: 120 },
      state: { directory: '/var/lib/bezel' },
      idle: { menu_s: 180, edit_s: 600, dim_s: 600, off_s: 3600 },
      update: { lease_s: 60 },
      leds: { s1: { kind: 'none' }, s2: { kind: 'none' } },
    });
    expect(config.network.wan).toBeUndefined();
  });

  it('is read in full', () => {
    const config = parseConfig(
      `
      [appliance]
      kind = "virtual"
      serial = "29417"
      [panel]
      driver = "cfa635"
      device = "/dev/ttyS1"
      baud = 19200
      [leds.s2]
      kind = "panel"
      index = 0
      [network]
      wan = "wan0"
      [idle]
      menu_s = "off"
      edit_s = 60
      [log]
      levels = { panel = "debug" }
      `,
      'bezel.toml',
    );
    expect(config).toMatchObject({
      appliance: { kind: 'virtual', serial: '29417' },
      panel: { driver: 'cfa635' },
      leds: { s2: { kind: 'panel', panelIndex: 0 } },
      network: { wan: 'wan0' },
      idle: { menu_s: null, edit_s: 60, dim_s: 600, off_s: 3600 },
      log: { levels: { panel: 'debug' } },
    });
  });
});

describe('the size of a glass', () => {
  it.each([
    ['16x2', 16, 2],
    ['20x2', 20, 2],
    ['40x4', 40, 4],
  ])('may be %s', async (size, columns, rows) => {
    const config = parseConfig(`panel = { driver = "lcdproc", size = "${size}" }`, 'bezel.toml');
    const clock = new SimulatedClock(0);
    expect((await config.panel.open({ clock, leds: {} }))?.geometry).toEqual({ columns, rows });
  });
});

describe('a wrong configuration', () => {
  it.each([
    [
      'a value of another kind',
      '[appliance]\nserial = 5',
      2,
      'appliance.serial: expected a text in quotes, got 5',
    ],
    [
      'a key nobody knows',
      '[appliance]\n\nnmae = "x"',
      3,
      'appliance.nmae: unknown key; known are kind, serial, name',
    ],
    [
      'a value out of range',
      '[network]\nkeep_timeout_s = 5',
      2,
      'network.keep_timeout_s: expected a whole number from 10 to 3600, got 5',
    ],
    [
      'a word that is none',
      '[appliance]\nkind = "cloud"',
      2,
      'appliance.kind: expected one of "physical", "virtual", got "cloud"',
    ],
    [
      '0 for an idle time',
      '[idle]\nmenu_s = 0',
      2,
      'idle.menu_s: expected seconds from 1 to 86400, or "off", got 0',
    ],
    ['a section that is a value', 'idle = 3', 1, 'idle: expected a section'],
    [
      'a panel without its device',
      '[panel]\ndriver = "cfa635"',
      1,
      'panel.device: missing: expected a text in quotes',
    ],
    [
      "another family's key",
      '[panel]\ndriver = "ezio"\ndevice = "/dev/ttyS1"\nsize = "20x4"',
      4,
      'panel.size: unknown key; known are driver, device, baud, stop_bits, toggle_lines, pause_ms, poll_shifts, custom_characters, keys, language',
    ],
    [
      'a glass too small for the menus',
      '[panel]\ndriver = "lcdproc"\nsize = "12x2"',
      3,
      'panel.size: expected COLUMNSxROWS from "16x2" to "40x4", got "12x2"',
    ],
    [
      'a glass too wide for the line protocol',
      '[panel]\ndriver = "line"\ndevice = "/dev/ttyACM0"\nsize = "40x2"',
      4,
      'panel.size: expected COLUMNSxROWS from "16x2" to "24x4", got "40x2"',
    ],
    [
      'a size in words',
      '[panel]\ndriver = "lcdproc"\nsize = "big"',
      3,
      'panel.size: expected COLUMNSxROWS from "16x2" to "40x4", got "big"',
    ],
    [
      'S2 on a panel that has no LEDs',
      '[panel]\ndriver = "ezio"\ndevice = "/dev/ttyS1"\n[leds.s2]\nkind = "panel"\nindex = 0',
      4,
      'leds.s2: panel "ezio" has no LEDs; expected another kind',
    ],
    [
      'S1 on an LED the panel has not',
      '[panel]\ndriver = "cfa635"\ndevice = "/dev/ttyS1"\n[leds]\ns1 = { kind = "panel", index = 4 }',
      5,
      "leds.s1: expected one of the panel's own LEDs: 0 to 3",
    ],
    [
      'one interface for both roles',
      '[network]\nlan = "02:00:00:00:00:AA"\nwan = "02:00:00:00:00:aa"',
      3,
      'network.wan: expected another interface than that of lan',
    ],
    [
      'a URL that is none',
      '[platform]\nurl = "https://["',
      2,
      'platform.url: expected a URL that starts with https://, got "https://["',
    ],
    [
      'an inline table',
      'leds = { s2 = { kind = "panel", index = 9 } }',
      1,
      'leds.s2.index: expected a whole number from 0 to 7, got 9',
    ],
    [
      'an element of a list',
      '[platform]\nnetworks = [\n  "10.0.0.0/8",\n  "ten",\n]',
      4,
      'platform.networks.1: expected an IPv4 network like "10.0.0.0/8", got "ten"',
    ],
    [
      'a network that would have stopped the daemon',
      '[platform]\nnetworks = ["10.0.0.0/33"]',
      2,
      'platform.networks.0: expected an IPv4 network like "10.0.0.0/8", got "10.0.0.0/33"',
    ],
    [
      'a key with a dot in it',
      '[log.levels]\n"a.b" = "loud"',
      2,
      'log.levels.a.b: expected one of "error", "warn", "info", "debug", got "loud"',
    ],
    ['a dotted key', 'network.lan = ""', 1, 'network.lan: expected a text that is not empty, got ""'],
  ])('names file, line, key and what was expected: %s', (_what, text, line, problem) => {
    expect(problemsOf(text)).toEqual([`bezel.toml:${line}: ${problem}`]);
  });

  it('has a section nobody knows: all that there are are named', () => {
    expect(problemsOf('[pannel]\ndriver = "none"')[0]).toMatch(
      /^bezel\.toml:1: pannel: unknown key; known are appliance, features, panel, .*, log$/,
    );
  });

  it.each([
    [
      'a text without quotes',
      '[network]\nlan = eth0',
      7,
      'not valid TOML: Unexpected character; a text stands in quotes',
    ],
    ['a date that is none', '[network]\nlan = 2026-13-99', 16, 'not valid TOML: Unexpected invalid date'],
    [
      'quotes of a word processor',
      '[network]\nlan = “eth0”',
      7,
      'not valid TOML: Unexpected character, got a typographic quote (U+201C)',
    ],
    [
      'a space of a web page',
      '[network]\nlan\u00a0= "eth0"',
      4,
      'not valid TOML: Unexpected character, got a no-break space (U+00A0)',
    ],
    [
      'another sign that looks right',
      '[network]\nlan ＝ "eth0"',
      5,
      'not valid TOML: Unexpected character, got a wide equals sign (U+FF1D)',
    ],
    [
      'a sign from elsewhere',
      '[network]\nlan ≔ "eth0"',
      5,
      'not valid TOML: Unexpected character, got "≔" (U+2254)',
    ],
  ])('has %s', (_what, text, column, problem) => {
    expect(problemsOf(text)).toEqual([`bezel.toml:2:${column}: ${problem}`]);
  });

  it('has a panel driver that does not exist: all that there are are named', () => {
    const names = [...PANEL_FAMILIES.map(({ driver }) => `"${driver}"`), '"none"'].join(', ');
    expect(problemsOf('[panel]\ndriver = "lcd"')).toEqual([
      `bezel.toml:2: panel.driver: expected driver = one of ${names}, got "lcd"`,
    ]);
  });

  it('has all its problems told at once, in the order of the file', () => {
    const problems = problemsOf('[idle]\nmenu_s = -1\n[appliance]\nkind = 1\nserial = 2\n[network]\nlan = 3');
    expect(problems.map((each) => each.split(':')[1])).toEqual(['2', '4', '5', '7']);
  });

  it.each([
    ['a = = 3', 1],
    ['[appliance]\nserial = "x\n', 2],
    ['[appliance]\nserial = "1"\nserial = "2"', 3],
  ])('is not TOML: %j', (text, line) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^bezel\\.toml:${line}:\\d+: not valid TOML`));
  });

  it.each([
    ['with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['with lines of Windows', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['with lines of old editors', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['as Unicode of Notepad', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['as Unicode of the other order', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('was saved %s, and is read', (_how, save) => {
    const file = join(temporaryDirectory(), 'bezel.toml');
    writeFileSync(file, save('# Größe\n[appliance]\nserial = "29417"\n'));
    expect(loadConfig(file).appliance.serial).toBe('29417');
  });

  it('was saved in Latin-1: line and byte are named', () => {
    const file = join(temporaryDirectory(), 'bezel.toml');
    writeFileSync(file, Buffer.from('# Grö\n[appliance]\nserial = "2"\n', 'latin1'));
    expect(() => loadConfig(file)).toThrow(
      `${file}:1: expected UTF-8 text, got the byte 0xf6; save the file as UTF-8`,
    );
  });

  it('is not there at all', () => {
    expect(() => loadConfig('/nonexistent/bezel.toml')).toThrow(
      '/nonexistent/bezel.toml: cannot be read: ENOENT',
    );
  });
});
