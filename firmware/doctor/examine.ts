import type { Connect } from '../../drivers/transport.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { type FoundPanel, type Inquiry, REPEAT_ms } from './probes.ts';

/** The result of examining one serial port. */
export type PortFinding =
  | { readonly kind: 'panel'; readonly panel: FoundPanel }
  /** It could not be opened; `why` is what the system said. */
  | { readonly kind: 'unusable'; readonly why: string }
  /** Data arrived, but at none of these speeds was it a supported panel's. */
  | { readonly kind: 'unknown'; readonly speeds: readonly number[] }
  | { readonly kind: 'no-answer'; readonly speeds: readonly number[] };

/** Opens a port at a speed. */
export type ConnectAt = (device: string, baud: number) => Connect;

/** Sends every inquiry to one port in turn, until one is answered. Never throws. */
export async function examinePort(
  device: string,
  questions: readonly Inquiry[],
  connect: ConnectAt,
  clock: Clock,
): Promise<PortFinding> {
  let hasReceivedData = false;
  for (const inquiry of questions) {
    const outcome = await ask(inquiry, connect(device, inquiry.baud), clock);
    if (outcome.kind === 'unusable') return outcome;
    if (outcome.kind === 'panel') return outcome;
    hasReceivedData ||= outcome.hasReceivedData;
  }
  const speeds = [...new Set(questions.map(({ baud }) => baud))];
  return { kind: hasReceivedData ? 'unknown' : 'no-answer', speeds };
}

type Outcome =
  | Extract<PortFinding, { kind: 'panel' | 'unusable' }>
  | { readonly kind: 'nothing'; readonly hasReceivedData: boolean };

/** Resolves only when the port is closed again, so that the next inquiry can open it. */
function ask(inquiry: Inquiry, connect: Connect, clock: Clock): Promise<Outcome> {
  return new Promise((resolve) => {
    const take = inquiry.listen();
    let outcome: Outcome = { kind: 'nothing', hasReceivedData: false };
    const patience = new Alarm(clock);
    const repeat = new Alarm(clock);
    let opened = false;
    const transport = connect({
      onOpen() {
        opened = true;
        const question = (): void => {
          transport.write(inquiry.question);
          repeat.after(REPEAT_ms, question);
        };
        question();
      },
      onData(bytes) {
        if (outcome.kind !== 'nothing') return;
        const panel = take(bytes);
        outcome = panel === null ? { kind: 'nothing', hasReceivedData: true } : { kind: 'panel', panel };
        if (panel !== null) transport.close();
      },
      onClose(why) {
        patience.cancel();
        repeat.cancel();
        resolve(opened ? outcome : { kind: 'unusable', why });
      },
    });
    patience.after(inquiry.patience_ms, () => transport.close());
  });
}
