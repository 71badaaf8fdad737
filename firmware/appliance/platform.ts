import * as v from 'valibot';
import type { Appliance, PlatformStatus } from '../../menus/appliance.ts';
import { friendlyName } from '../config/values.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

/** What the platform set for this appliance, kept over restarts. null: never set. */
export const storedPlatformSchema = v.strictObject({
  name: v.nullable(v.pipe(v.string(), friendlyName)),
  features: v.nullable(v.strictObject({ ipv6: v.boolean(), vlan: v.boolean() })),
});
export type StoredPlatform = v.InferOutput<typeof storedPlatformSchema>;
export const NOTHING_FROM_PLATFORM: StoredPlatform = { name: null, features: null };

/** The status before the first report. The platform polls every 180 s at first. */
export const PLATFORM_UNKNOWN: PlatformStatus = {
  connected: null,
  lastPoll_ms: null,
  pollInterval_s: 180,
  heartbeatOk: null,
  scanRunning: false,
};

/** A report of the platform's agent; keys left out keep their values. Checked by `control/routes/platform.ts`. */
export type PlatformReport = Partial<PlatformStatus> & Partial<Pick<Appliance, 'name' | 'features'>>;

/** The platform agent's latest report: its status for the panel, and the features the account has. */
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
