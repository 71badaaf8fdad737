import * as v from 'valibot';
import { isUnderWay } from '../../../menus/update.ts';
import type { ControlParts } from '../ports.ts';
import { ControlProblem } from '../problem.ts';
import { bodyOf, type ControlRequest } from '../request.ts';

const percent = v.pipe(
  v.number(),
  v.minValue(0, 'expected a number from 0 to 100'),
  v.maxValue(100, 'expected a number from 0 to 100'),
);
/** A panel shows only the first 40 characters; a longer text than this is refused. */
const message = v.pipe(v.string(), v.maxLength(200, 'expected at most 200 characters'));

const running = v.strictObject({
  state: v.literal('running'),
  percent: v.optional(v.nullable(percent), null),
  message: v.optional(message, ''),
});

const finished = v.strictObject({
  result: v.picklist(['done', 'failed']),
  message: v.optional(message, ''),
});

/** `PUT /v1/update`: an update has started or goes on. Each request renews the lease. */
export function putUpdate({ daemon, rules }: ControlParts, request: ControlRequest): unknown {
  refuseOtherSource(rules.updateSource);
  const body = bodyOf(request, running);
  daemon.updates.running(body.percent, body.message);
  return { update: daemon.appliance().update, lease_s: rules.lease_s };
}

/** `DELETE /v1/update`: the update is over. Answered when nobody is kept from rebooting any more. */
export async function deleteUpdate(
  { daemon, rules }: ControlParts,
  request: ControlRequest,
): Promise<unknown> {
  refuseOtherSource(rules.updateSource);
  const body = bodyOf(request, finished);
  if (!isUnderWay(daemon.appliance().update)) {
    throw new ControlProblem('no-update-running', 'none was started, or it is over already');
  }
  daemon.updates.finished(body.result, body.message);
  // An updater may reboot as soon as it has the answer.
  await daemon.updateReleased();
  return { update: daemon.appliance().update };
}

function refuseOtherSource(source: ControlParts['rules']['updateSource']): void {
  if (source === 'control') return;
  throw new ControlProblem('other-update-source', `[update] source is "${source}"; it must be "control"`);
}
