import type { Connect, TransportEvents } from '../../drivers/transport.ts';

/** A cable with a bad contact between a driver and its panel. */
export interface LossyLine {
  readonly connect: Connect;
  /** The next `count` bytes in this direction are lost. */
  loseNext(count: number, direction: 'toPanel' | 'toHost'): void;
  /** While set, decides byte by byte what is lost. */
  loses: ((direction: 'toPanel' | 'toHost') => boolean) | null;
  /** Bytes that no panel sent arrive at the driver, if it is connected. */
  toHost(bytes: Uint8Array): void;
}

export function lossyLine(connect: Connect): LossyLine {
  const lose = { toPanel: 0, toHost: 0 };
  let host: TransportEvents | null = null;
  const line: LossyLine = {
    loses: null,
    toHost: (bytes) => host?.onData(bytes),
    loseNext(count, direction) {
      lose[direction] += count;
    },
    connect: (events) => {
      host = events;
      const transport = connect({ ...events, onData: (bytes) => events.onData(pass(bytes, 'toHost')) });
      return {
        write: (bytes) => transport.write(pass(bytes, 'toPanel')),
        get pending() {
          return transport.pending;
        },
        close: () => transport.close(),
      };
    },
  };
  function pass(bytes: Uint8Array, direction: 'toPanel' | 'toHost'): Uint8Array {
    return bytes.filter(() => {
      if (lose[direction] > 0) {
        lose[direction] -= 1;
        return false;
      }
      return line.loses?.(direction) !== true;
    });
  }
  return line;
}
