import * as v from 'valibot';
import type { Appliance } from '../../../menus/appliance.ts';
import { platformLimits, readRoutes, readVlans } from '../../../menus/settings/platform.ts';
import type { Settings } from '../../../menus/settings/settings.ts';
import type { Problem } from '../../../menus/values/problems.ts';
import { friendlyName } from '../../config/values.ts';
import type { PlatformRequest } from '../../network/platform-change.ts';
import { vlansOf } from '../documents.ts';
import type { RouteParts } from '../ports.ts';
import { ControlProblem } from '../problem.ts';
import { type ControlRequest, problemOf } from '../request.ts';
import type { Turns } from '../turns.ts';

/** The platform's shortest and longest poll interval. */
const POLL_RANGE = 'expected a whole number of seconds from 60 to 3600';
const pollInterval_s = v.pipe(
  v.number(),
  v.integer(POLL_RANGE),
  v.minValue(60, POLL_RANGE),
  v.maxValue(3600, POLL_RANGE),
);

const time = v.pipe(
  v.string(),
  v.isoTimestamp('expected a time such as 2026-11-22T08:00:00Z'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'expected a time such as 2026-11-22T08:00:00Z'),
);

const report = v.strictObject({
  connected: v.exactOptional(v.nullable(v.boolean())),
  lastPoll: v.exactOptional(v.nullable(time)),
  pollInterval_s: v.exactOptional(pollInterval_s),
  heartbeatOk: v.exactOptional(v.nullable(v.boolean())),
  name: v.exactOptional(v.pipe(v.string(), friendlyName)),
  features: v.exactOptional(v.strictObject({ ipv6: v.boolean(), vlan: v.boolean() })),
  scanRunning: v.exactOptional(v.boolean()),
  /** Read strictly by the settings' own decoder, which names every element. */
  vlans: v.exactOptional(v.unknown()),
  routes: v.exactOptional(v.unknown()),
});

/**
 * `PUT /v1/platform`: the platform agent's report; keys left out keep their values. VLANs and routes become wanted
 * settings and are applied, verified and rolled back like any change, without an operator's countdown. A request that
 * is refused changes nothing.
 */
export async function putPlatform({ daemon, turns }: RouteParts, { body }: ControlRequest): Promise<unknown> {
  const outcome = await daemon.applyPlatform(await readBody(body, daemon.appliance(), turns));
  switch (outcome.kind) {
    case 'kept':
      return answer('kept', daemon.appliance().wanted);
    case 'nothing-to-do':
      return answer('unchanged', daemon.appliance().wanted);
    case 'refused':
      throw new ControlProblem('change-refused', outcome.log, { headers: RETRY_LATER });
    case 'rolled-back':
      throw new ControlProblem('change-rolled-back', outcome.log);
    case 'interrupted':
      throw new ControlProblem('change-refused', 'the daemon is stopping', { headers: RETRY_LATER });
  }
}

/** In seconds. An operator has up to 120 s to keep a change, so a retry at this interval gets through soon after. */
const RETRY_LATER = { 'retry-after': '30' };

const answer = (change: 'kept' | 'unchanged', wanted: Settings) => ({ change, ...vlansOf(wanted) });

/** Goes through its portions, each in a turn of its own. */
async function inTurns<Result>(portions: Generator<void, Result>, turns: Turns): Promise<Result> {
  for (;;) {
    await turns.next();
    const { done, value } = portions.next();
    if (done) return value;
  }
}

/** @throws ControlProblem with the errors of the report, the VLANs and the routes together */
async function readBody(body: unknown, { kind, serial }: Appliance, turns: Turns): Promise<PlatformRequest> {
  const read = v.safeParse(report, body);
  const problems: Problem[] = read.issues?.map(problemOf) ?? [];
  const limits = platformLimits(kind, serial);
  const given = typeof body === 'object' && body !== null ? body : {};
  const vlans = 'vlans' in given ? await inTurns(readVlans(given.vlans, limits), turns) : null;
  const routes = 'routes' in given ? await inTurns(readRoutes(given.routes, limits), turns) : null;
  problems.push(
    ...(vlans?.ok === false ? vlans.problems : []),
    ...(routes?.ok === false ? routes.problems : []),
  );
  if (problems.length > 0 || !read.success) {
    throw new ControlProblem('invalid-body', undefined, { errors: problems });
  }
  const { lastPoll, vlans: _vlans, routes: _routes, ...rest } = read.output;
  return {
    report: {
      ...rest,
      ...(lastPoll === undefined ? {} : { lastPoll_ms: lastPoll === null ? null : Date.parse(lastPoll) }),
    },
    settings: {
      ...(vlans?.ok === true ? { vlans: vlans.value } : {}),
      ...(routes?.ok === true ? { routes: routes.value } : {}),
    },
  };
}
