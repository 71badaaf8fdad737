import * as v from 'valibot';
import { INTERFACE } from './names.ts';
import type { ObjectMirror } from './objects.ts';

const NAMED = v.object({ Id: v.string() });

/** Name of the profile that an active connection runs under; null: it is gone, or not all of it is known. */
export function profileNameOf(objects: ObjectMirror, active: string | null): string | null {
  const found = active === null ? null : v.safeParse(NAMED, objects.get(active, INTERFACE.active));
  return found?.success ? found.output.Id : null;
}
