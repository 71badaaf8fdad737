import type { Settings } from '../../menus/settings/settings.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { Platform, PlatformReport } from '../appliance/platform.ts';
import type { Network, NetworkOutcome } from './network.ts';

/** What the platform's agent sends at once; parts of the settings that are left out stay as they are. */
export interface PlatformRequest {
  readonly report: PlatformReport;
  readonly settings: Partial<Settings['platform']>;
}

interface PlatformParts {
  readonly appliance: Pick<ApplianceModel, 'value'>;
  readonly platform: Pick<Platform, 'report'>;
  readonly network: Pick<Network, 'changeUnattended'>;
}

/**
 * Brings the platform's VLANs and routes into force without an operator. The report counts only once they are: a
 * request that is refused or rolled back changes nothing at all.
 */
export async function applyPlatform(
  { report, settings }: PlatformRequest,
  { appliance, platform, network }: PlatformParts,
): Promise<NetworkOutcome> {
  const { wanted } = appliance.value;
  const next = { ...wanted, platform: { ...wanted.platform, ...settings } };
  const outcome = await network.changeUnattended(next, 'platform');
  if (outcome.kind === 'kept' || outcome.kind === 'nothing-to-do') platform.report(report);
  return outcome;
}
