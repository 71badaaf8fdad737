import * as v from 'valibot';
import { englishOf } from '../../english.ts';
import type { ControlParts } from '../ports.ts';
import { ControlProblem } from '../problem.ts';
import { bodyOf, type ControlRequest } from '../request.ts';

const power = v.strictObject({
  action: v.picklist(['reboot', 'shutdown']),
  /** Also while an update is silent, which ends it. */
  despiteSilence: v.optional(v.boolean(), false),
});

/** `POST /v1/power`: refused while a software update or a network change runs. */
export async function postPower({ daemon, log }: ControlParts, request: ControlRequest): Promise<unknown> {
  const asked = bodyOf(request, power);
  const verdict = await daemon.power(asked);
  if (!verdict.ok) {
    throw new ControlProblem('power-refused', englishOf(verdict.reason));
  }
  const { action } = asked;
  log.info('asked for over the control socket', { action });
  return { action };
}
