import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApplianceModel } from '../../firmware/appliance/appliance.ts';
import { openDocuments, reportDamage } from '../../firmware/appliance/documents.ts';
import { Notices } from '../../firmware/appliance/notices.ts';
import { ConfigError, parseConfig } from '../../firmware/config-file/load.ts';
import { createLog } from '../../firmware/log/log.ts';
import { Journal } from '../../firmware/state/journal.ts';
import { SettingsStore } from '../../firmware/state/settings-store.ts';
import { equalSettings } from '../../menus/settings/settings.ts';
import { SimulatedClock } from '../../menus/simulated-clock.ts';
import { MemoryDisk } from '../../simulator/disk.ts';
import { applianceWith } from '../unit/firmware/samples.ts';
import type { Target } from './fuzzer.ts';
import { below, mutated, noise, pick } from './mutate.ts';

const log = createLog({ clock: new SimulatedClock(), write: () => undefined, level: 'error', levels: {} });

/** Stored files of every version, by the name they have in the state directory. */
function storedFiles(root: string): readonly (readonly [name: string, text: string])[] {
  const stored = join(root, 'test/unit/firmware/state/stored');
  return readdirSync(stored).flatMap((kind) =>
    readdirSync(join(stored, kind)).flatMap((version) =>
      readdirSync(join(stored, kind, version)).map(
        (file) => [`${kind}.json`, readFileSync(join(stored, kind, version, file), 'utf8')] as const,
      ),
    ),
  );
}

/** Starts on state files in which anything has changed: never an exception, and never other settings than were stored. */
export function stateFiles(root: string): Target {
  const [first, ...rest] = storedFiles(root);
  if (first === undefined) throw new Error('there are no stored files');
  return {
    name: 'state files',
    run(random) {
      const { files } = new MemoryDisk();
      const [name, text] = pick(random, [first, ...rest]);
      files.write(name, text);
      const before = SettingsStore.open(files, 0, log).settings;
      const changed = below(random, 20) === 0 ? noise(random, 200) : mutated(Buffer.from(text), random);
      files.write(name, changed.toString('utf8'));
      const store = SettingsStore.open(files, 0, log);
      const documents = openDocuments(files, 0, log);
      reportDamage(store, documents, new Notices(new ApplianceModel(applianceWith({}))));
      new Journal(files, log).find(0);
      const isSealed = text.includes('"checksum"');
      if (isSealed && store.origin === 'stored' && !equalSettings(store.settings, before))
        throw new Error('changed settings were taken for good');
    },
  };
}

/** Configurations with mistakes: each is told by line and key, and nothing else happens. */
export function configurations(root: string): Target {
  const examples = join(root, 'firmware/config/examples');
  const [first = '', ...rest] = readdirSync(examples).map((name) =>
    readFileSync(join(examples, name), 'utf8'),
  );
  return {
    name: 'configuration',
    run(random) {
      try {
        parseConfig(
          mutated(Buffer.from(pick(random, [first, ...rest])), random).toString('utf8'),
          'bezel.toml',
        );
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
      }
    },
  };
}
