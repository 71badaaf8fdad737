import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../../firmware/config-file/load.ts';
import { englishOf } from '../../../../firmware/english.ts';
import { lastWordCommand, lastWordOf, sayConfigError } from '../../../../firmware/last-word/last-word.ts';
import { panelOfWrongConfig } from '../../../../firmware/last-word/panel-section.ts';
import { sayOnPanel } from '../../../../firmware/last-word/say.ts';
import { panelSchema } from '../../../../firmware/panels/families.ts';
import type { PanelConfig } from '../../../../firmware/panels/family.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { type Message, message } from '../../../../menus/words/messages.ts';
import { loadRigs, type RigKind } from '../../../support/panel-rigs.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const PANEL = '[panel]\ndriver = "cfa633"\ndevice = "/dev/ttyS1"\n';

function written(text: string): string {
  const file = join(temporaryDirectory(), 'bezel.toml');
  writeFileSync(file, text);
  return file;
}

function collector() {
  const said: { panel: PanelConfig; word: Message }[] = [];
  const say = async (panel: PanelConfig, word: Message) => {
    said.push({ panel, word });
  };
  return { said, say };
}

const refusal = (file: string): ConfigError => {
  try {
    loadConfig(file);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('the configuration is accepted');
};

describe('the panel of a configuration that is refused', () => {
  it.each([
    ['wrong in another section', `${PANEL}[network]\nbackend = "magic"\n`],
    ['no TOML further down', `${PANEL}[network]\nbackend = \n`],
    ['no TOML further up', `[network\n${PANEL}`],
    ['wrong in a key that the panel works without', `${PANEL}baud = "fast"\nflavour = 3\n`],
  ])('is known when the file is %s', (_name, text) => {
    expect(panelOfWrongConfig(text)).toMatchObject({ driver: 'cfa633', device: '/dev/ttyS1' });
  });

  it.each(['', '[panel]\ndriver = "cfa999"\n', '[panel]\ndriver = "none"\n', '[panel\n'])(
    'is not in %j',
    (text) => {
      expect(panelOfWrongConfig(text)).toBeNull();
    },
  );

  it('says where the error is', async () => {
    const file = written(`${PANEL}\n\n\nlanguage = "klingon"\n`);
    const { said, say } = collector();
    await sayConfigError(file, refusal(file), new SimulatedClock(), say);
    expect(said.map(({ word }) => word)).toEqual([message('config-error', { line: 7 })]);
  });

  it('is not looked for in a file that is not there', async () => {
    const { said, say } = collector();
    const missing = join(temporaryDirectory(), 'missing.toml');
    await sayConfigError(missing, refusal(missing), new SimulatedClock(), say);
    expect(said).toEqual([]);
  });
});

describe('the last word', () => {
  it.each([
    ['oom-kill', 'memory'],
    ['signal', 'killed'],
    ['core-dump', 'failed'],
    ['watchdog', 'hung'],
    ['timeout', 'hung'],
    ['exit-code', 'failed'],
  ] as const)('after %s says that it was: %s', (SERVICE_RESULT, cause) => {
    expect(lastWordOf({ SERVICE_RESULT, EXIT_STATUS: '1' })).toEqual(message('service-stopped', { cause }));
  });

  it('is the daemon’s own after an orderly end, and after a configuration that it has refused', () => {
    expect(lastWordOf({ SERVICE_RESULT: 'success', EXIT_STATUS: '0' })).toBeNull();
    expect(lastWordOf({ SERVICE_RESULT: 'exit-code', EXIT_STATUS: '2' })).toBeNull();
    expect(lastWordOf({})).toBeNull();
  });

  it.each([
    [[], { SERVICE_RESULT: 'signal', EXIT_STATUS: 'KILL' }, 'killed'],
    [['--switched-off'], {}, 'switched off'],
  ])(
    'with %j is said on the configured panel, also when the file is wrong elsewhere',
    async (args, environment, text) => {
      for (const rest of ['', '[network]\nbackend = "magic"\n']) {
        const { said, say } = collector();
        const output = { out: () => undefined, err: () => undefined };
        const file = written(`${PANEL}${rest}`);
        const code = await lastWordCommand([...args, '--config', file], {
          output,
          clock: new SimulatedClock(),
          environment,
          say,
        });
        expect(code).toBe(0);
        expect(said.map(({ word }) => englishOf(word))).toEqual([expect.stringContaining(text)]);
      }
    },
  );

  it('refuses an unknown option', async () => {
    const errors: string[] = [];
    const output = { out: () => undefined, err: (text: string) => errors.push(text) };
    expect(await lastWordCommand(['--now'], { output, clock: new SimulatedClock(), environment: {} })).toBe(
      64,
    );
    expect(errors.join()).toContain('Usage: bezel last-word');
  });
});

const SERIAL = (await loadRigs()).filter(({ family }) => family.promises.isSerial);

describe.each(SERIAL)('on a $name', ({ rig }: RigKind) => {
  it.each([
    ['that works', () => undefined],
    [
      'that is not heard',
      (rig_: ReturnType<typeof rig>) => {
        rig_.virtual.faults.mute = true;
      },
    ],
  ])('%s, a last word stays on the glass', async (_name, prepare) => {
    const clock = new SimulatedClock(1_000_000);
    const made = rig(clock);
    prepare(made);
    const config = { ...v.parse(panelSchema, { driver: 'none' }), open: async () => made.panel };
    let isDone = false;
    const done = sayOnPanel(config, message('safe-to-switch-off'), clock).then(() => {
      isDone = true;
    });
    for (let step = 0; step < 400 && !isDone; step++) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.advance(10);
    }
    await done;
    expect(made.virtual.frame().rows.join(' ').replace(/\s+/g, ' ')).toContain('SAFE TO SWITCH OFF');
  });
});
