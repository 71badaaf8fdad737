import type { LastUsed } from '../../menus/appliance.ts';
import { PARTS, type Settings } from '../../menus/settings/settings.ts';
import { upgrade } from '../../menus/settings/versions.ts';
import { complete, Reader } from '../../menus/values/problems.ts';
import type { Codec } from '../state/codec.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

export const NOTHING_USED: LastUsed = { wan: null, vlan: null, proxy: null };

/** The file's JSON: the parts as in the stored settings, but for the proxy's password, which it never holds. */
export const lastUsedCodec: Codec<LastUsed> = {
  // Every version has a checksum.
  lastUnsealed: 0,
  encode: ({ wan, vlan, proxy }) => ({ wan, vlan, proxy }),
  decode(json) {
    const upgraded = upgrade(json, []);
    if (upgraded.state === 'newer') return upgraded;
    const reader = new Reader();
    const found = reader.object(upgraded.json, '', ['wan', 'vlan', 'proxy']);
    const proxy = found && withPassword(found.proxy);
    const used = complete({
      wan: found && PARTS.wan.read(reader, found.wan, '/wan'),
      vlan: found && PARTS.vlan.read(reader, found.vlan, '/vlan'),
      proxy: found && PARTS.proxy.read(reader, proxy, '/proxy'),
    });
    const result = reader.result(used);
    return result.ok
      ? { state: 'good', value: { ...result.value, proxy: withoutPassword(result.value.proxy) } }
      : { state: 'damaged', why: result.problems.map(({ pointer }) => pointer).join(', ') };
  },
};

/** A proxy as settings have it. A password in the file would be an unknown key, so it is left for the reader to refuse. */
function withPassword(json: unknown): unknown {
  const isPlain = typeof json === 'object' && json !== null && !('password' in json);
  return isPlain ? { ...json, password: '' } : json;
}

function withoutPassword(proxy: Settings['proxy']): LastUsed['proxy'] {
  if (proxy === null) return null;
  const { password: _password, ...others } = proxy;
  return others;
}

/** Remembers what is disabled, so that it can be offered when it is enabled again. */
export class LastUsedValues {
  readonly #appliance: ApplianceModel;
  readonly #document: StateDocument<LastUsed>;

  constructor(appliance: ApplianceModel, document: StateDocument<LastUsed>) {
    this.#appliance = appliance;
    this.#document = document;
  }

  /** After a change that was kept. A reset forgets: the appliance may go to another place. */
  follow(before: Settings, after: Settings, title: string): void {
    const { value } = this.#document;
    const next: LastUsed =
      title === 'resetNetwork'
        ? NOTHING_USED
        : {
            wan: after.wan === null ? (before.wan ?? value.wan) : null,
            vlan: after.vlan === null ? (before.vlan ?? value.vlan) : null,
            proxy: after.proxy === null ? (withoutPassword(before.proxy) ?? value.proxy) : null,
          };
    if (JSON.stringify(next) === JSON.stringify(value)) return;
    this.#document.save(next);
    this.#appliance.change({ lastUsed: next });
  }
}
