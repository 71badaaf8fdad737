import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');
const BACKEND = join(ROOT, 'firmware/network/backends/networkmanager');
const NM = 'org.freedesktop.NetworkManager';

/**
 * What NetworkManager asks polkit for each method, null: nothing (`nm-audit-manager`, and the policy file
 * org.freedesktop.NetworkManager.policy).
 */
const ACTION_OF: Readonly<Record<string, string | null>> = {
  GetManagedObjects: null,
  GetSettings: null,
  ListConnections: null,
  GetConnectionByUuid: null,
  GetAppliedConnection: `${NM}.network-control`,
  AddConnection2: `${NM}.settings.modify.system`,
  Update2: `${NM}.settings.modify.system`,
  Save: `${NM}.settings.modify.system`,
  Delete: `${NM}.settings.modify.system`,
  ActivateConnection: `${NM}.network-control`,
  DeactivateConnection: `${NM}.network-control`,
  Disconnect: `${NM}.network-control`,
  Reapply: `${NM}.network-control`,
  CheckpointCreate: `${NM}.checkpoint-rollback`,
  CheckpointDestroy: `${NM}.checkpoint-rollback`,
  CheckpointRollback: `${NM}.checkpoint-rollback`,
};

const sources = readdirSync(BACKEND, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(BACKEND, name), 'utf8'));

/** Every word in the backend that could be a method: a text of its own that begins with a capital letter. */
const called = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/(?:INTERFACE\.\w+,|member:|member =)\s*'([A-Z]\w+)'/g)].map(([, name = '']) => name),
  ),
);

it('the polkit rule allows what the code calls and nothing else of NetworkManager', () => {
  const signals = new Set(['PropertiesChanged', 'InterfacesAdded', 'InterfacesRemoved', 'StateChanged']);
  const methods = [...called].filter((name) => !signals.has(name));
  expect(methods.filter((name) => !Object.hasOwn(ACTION_OF, name))).toEqual([]);
  expect(methods).toEqual(expect.arrayContaining(['Update2', 'CheckpointRollback', 'ActivateConnection']));
  const needed = new Set(methods.flatMap((name) => ACTION_OF[name] ?? []));
  const rule = readFileSync(join(ROOT, 'firmware/service/polkit.rules'), 'utf8');
  const allowed = [...rule.matchAll(/'(org\.[\w.-]+)'/g)].map(([, id = '']) => id);
  expect(allowed.filter((id) => id.startsWith(NM)).sort()).toEqual([...needed].sort());
  // `-ignore-inhibit` is not among them: the locks of others hold.
  expect(allowed.filter((id) => !id.startsWith(NM))).toEqual([
    ...['reboot', 'power-off'].flatMap((action) =>
      ['', '-multiple-sessions'].map((how) => `org.freedesktop.login1.${action}${how}`),
    ),
    'org.freedesktop.login1.inhibit-block-shutdown',
  ]);
});
