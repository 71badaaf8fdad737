import type { KeyEvent } from '../keys.ts';
import { noticeIdOf } from '../screens/status-pages.ts';
import type { SessionSnapshot } from '../session/machine.ts';
import type { SessionMeta } from '../state/session-meta.ts';
import type { WizardMeta } from '../state/wizard-context.ts';
import { sessionMeta, wizardMeta } from './current.ts';

/**
 * What a screen asks that a key can answer for good: reboot, keep, clear, discard, dismiss. Such a key counts only when
 * it was pressed while the screen was on the glass; every other key counts at once.
 */
export interface Asked {
  /** Differs when another question is asked. */
  readonly question: string;
  /** The answer that is selected. */
  readonly answer: string;
  /**
   * Which keys answer for good: `enter` chooses the selected answer, `any` key ends what is told; `none` while the
   * selected answer is harmless.
   */
  readonly answeredBy: 'enter' | 'any' | 'none';
}

/** Whether this key would answer what is asked. */
export function answers({ answeredBy }: Asked, key: KeyEvent): boolean {
  return answeredBy === 'any' || (answeredBy === 'enter' && key.type === 'KEY.ENTER');
}

function choice(question: string, answer: 'no' | 'yes'): Asked {
  return { question, answer, answeredBy: answer === 'yes' ? 'enter' : 'none' };
}

const told = (question: string): Asked => ({ question, answer: '', answeredBy: 'any' });

function askedByWizard(meta: WizardMeta | null): Asked | null {
  return meta?.screen === 'confirm' || meta?.screen === 'discard' ? choice(meta.screen, meta.choice) : null;
}

function askedBySession(snapshot: SessionSnapshot, meta: SessionMeta): Asked | null {
  switch (meta.screen) {
    case 'confirm':
      return choice(meta.question, meta.choice);
    case 'countdown':
      return { question: 'keep', answer: '', answeredBy: meta.canKeep ? 'enter' : 'none' };
    case 'status':
      return meta.page === 'notice' ? told(`notice ${noticeIdOf(snapshot.context)}`) : null;
    case 'kept':
      return told('outcome');
    case 'message':
      return snapshot.matches({ screens: 'changed' }) ? told('outcome') : null;
    default:
      return null;
  }
}

/** What a session asks now; null: nothing that a key could answer for good. */
export function askedOf(snapshot: SessionSnapshot): Asked | null {
  // On a glass the idle notice covers the question.
  if (snapshot.context.leavingIn_s !== null) return null;
  const meta = sessionMeta(snapshot);
  if (meta.screen !== 'wizard') return askedBySession(snapshot, meta);
  const wizard = snapshot.children.wizard?.getSnapshot();
  return wizard ? askedByWizard(wizardMeta(wizard)) : null;
}
