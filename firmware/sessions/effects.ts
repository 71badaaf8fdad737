import { fromCallback, fromPromise } from 'xstate';
import type { PanelPreferences } from '../../menus/appliance.ts';
import type {
  ChangeCommand,
  OperatorChangeInput,
  PinVerdict,
  PowerRequest,
  PowerVerdict,
} from '../../menus/effects.ts';
import { sessionMachine } from '../../menus/session/machine.ts';
import type { Lamps } from '../appliance/lamps.ts';
import type { Notices } from '../appliance/notices.ts';
import type { Pin } from '../appliance/pin.ts';
import type { Power } from '../appliance/power.ts';
import type { Network } from '../network/network.ts';

/** The services that the menus' effects call. */
export interface Services {
  readonly network: Network;
  readonly pin: Pin;
  readonly power: Power;
  readonly notices: Notices;
  readonly lamps: Lamps;
  readonly setPreferences: (preferences: PanelPreferences) => Promise<void>;
}

/** The session machine with its effects connected to the services. */
export function machineWith({ network, pin, power, notices, lamps, setPreferences }: Services) {
  return sessionMachine.provide({
    actors: {
      applyNetwork: fromCallback<ChangeCommand, OperatorChangeInput>(({ input, sendBack, receive }) => {
        // No cleanup: if the session ends, the change goes on and rolls back when its countdown ends without an answer.
        const change = network.change(input, sendBack);
        receive((command) => {
          if (command.type === 'CHANGE.KEEP') change.keep();
          else change.rollBack();
        });
      }),
      testNetwork: fromCallback(({ sendBack }) => network.test(sendBack)),
      lampTest: fromCallback(() => lamps.test()),
      verifyPin: fromPromise<PinVerdict, { readonly pin: string }>(async ({ input }) =>
        pin.verify(input.pin),
      ),
      pinDelay: fromCallback(({ sendBack }) => {
        const sendDelay = () => {
          if (pin.delay_s > 0) sendBack({ type: 'PIN.DELAY', seconds: pin.delay_s });
        };
        sendDelay();
        return pin.watchDelay(sendDelay);
      }),
      setPin: fromPromise<void, { readonly pin: string | null }>(async ({ input }) => pin.set(input.pin)),
      setPreferences: fromPromise<void, PanelPreferences>(({ input }) => setPreferences(input)),
      power: fromPromise<PowerVerdict, PowerRequest>(({ input }) => power.request(input)),
      dismissNotice: fromPromise<void, { readonly id: number }>(async ({ input }) =>
        notices.dismiss(input.id),
      ),
    },
  });
}
