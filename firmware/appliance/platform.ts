import * as v from 'valibot';
import type { Appliance, PlatformStatus } from '../../menus/appliance.ts';
import { friendlyName } from '../config/values.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

/** What the platform decided for this appliance, kept over restarts. null: it never said. */
export const storedPlatformSchema = v.strictObject({
  name: v.nullable(v.pipe(v.string(), friendlyName)),
  features: v.nullable(v.strictObject({ ipv6: v.boolean(), vlan: v.boolean() })),
});
export type StoredPlatform = v.InferOutput<typeof storedPlatformSchema>;
export const NOTHING_FROM_PLATFORM: StoredPlatform = { name: null, features: null };

/** Before the platform says anything: it polls every 180 s at first. */
export const PLATFORM_UNKNOWN: PlatformStatus = {
  connected: null,
  lastPoll_ms: null,
  pollInterval_s: 180,
  heartbeatOk: null,
  scanRunning: false,
};

/** What its agent may tell; what is left out stays as it is. Values are checked by whoever took them from outside. */
export type PlatformReport = Partial<PlatformStatus> & Partial<Pick<Appliance, 'name' | 'features'>>;

/** What the platform's agent last told: shown at the panel, and what the account may do. */
export class Platform {
  readonly #appliance: ApplianceModel;
  readonly #document: StateDocument<StoredPlatform>;

  constructor(appliance: ApplianceModel, document: StateDocument<StoredPlatform>) {
    this.#appliance = appliance;
    this.#document = document;
  }

  report({ name, features, ...status }: PlatformReport): void {
    const now = this.#appliance.value;
    const stored = this.#document.value;
    const next = { name: name ?? stored.name, features: features ?? stored.features };
    if (JSON.stringify(next) !== JSON.stringify(stored)) this.#document.save(next);
    this.#appliance.change({
      name: name ?? now.name,
      features: features ?? now.features,
      platform: { ...now.platform, ...status },
    });
  }
}
