/** The screen of a machine: the meta of the one active state that has it. */
import type { SessionSnapshot } from '../session/machine.ts';
import type { SessionMeta } from '../state/session-meta.ts';
import type { WizardMeta } from '../state/wizard-context.ts';
import type { WizardSnapshot } from '../wizards/machine.ts';

function first<Meta>(metas: Readonly<Record<string, Meta | undefined>>): Meta | null {
  return Object.values(metas).find((meta) => meta !== undefined) ?? null;
}

/** @throws Error in a state without a screen, which no snapshot at rest is in. */
export function sessionMeta(snapshot: SessionSnapshot): SessionMeta {
  const meta = first<SessionMeta>(snapshot.getMeta());
  if (meta === null) {
    throw new Error(`no screen for ${JSON.stringify(snapshot.value)}`);
  }
  return meta;
}

/** Null once the wizard has ended. */
export function wizardMeta(snapshot: WizardSnapshot): WizardMeta | null {
  return first<WizardMeta>(snapshot.getMeta());
}
