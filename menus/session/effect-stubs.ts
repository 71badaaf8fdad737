import { fromCallback, fromPromise } from 'xstate';
import type { PanelPreferences } from '../appliance.ts';
import type {
  ChangeCommand,
  OperatorChangeInput,
  PinVerdict,
  PowerRequest,
  PowerVerdict,
} from '../effects.ts';

function notProvided(name: string): never {
  throw new Error(`the effect ${name} was not provided`);
}

/** The effects of `effects.ts` by name. Each fails loudly until `sessionMachine.provide({ actors })` replaces it. */
export const effectStubs = {
  applyNetwork: fromCallback<ChangeCommand, OperatorChangeInput>(() => notProvided('applyNetwork')),
  testNetwork: fromCallback(() => notProvided('testNetwork')),
  lampTest: fromCallback(() => notProvided('lampTest')),
  verifyPin: fromPromise<PinVerdict, { readonly pin: string }>(async () => notProvided('verifyPin')),
  pinDelay: fromCallback(() => notProvided('pinDelay')),
  setPin: fromPromise<void, { readonly pin: string | null }>(async () => notProvided('setPin')),
  setPreferences: fromPromise<void, PanelPreferences>(async () => notProvided('setPreferences')),
  power: fromPromise<PowerVerdict, PowerRequest>(async () => notProvided('power')),
  dismissNotice: fromPromise<void, { readonly id: number }>(async () => notProvided('dismissNotice')),
};
