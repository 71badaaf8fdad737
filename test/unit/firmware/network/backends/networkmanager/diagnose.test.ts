import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../../../firmware/network/backends/networkmanager/diagnose.ts';
import {
  APPLY_FAILED,
  failureOfCall,
  failureOfReason,
  TIMED_OUT,
} from '../../../../../../firmware/network/backends/networkmanager/failures.ts';
import { REASON } from '../../../../../../firmware/network/backends/networkmanager/names.ts';
import type { RunProgram } from '../../../../../../firmware/network/backends/networkmanager/process.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import type { Ipv4Address } from '../../../../../../menus/values/types.ts';
import { message } from '../../../../../../menus/words/messages.ts';
import { ip } from '../../../../menus/settings/values.ts';

const STATIC = ip('10.77.0.20');
const DHCP = null;
const { signal } = new AbortController();

/** An appliance whose cable is in or out, on a network where somebody answers for our address or nobody does. */
function machine(cable: 'in' | 'out', neighbour: 'answers' | 'nobody' = 'nobody'): RunProgram {
  const flags = cable === 'in' ? ['UP', 'LOWER_UP'] : ['NO-CARRIER', 'UP'];
  const reply = 'Unicast reply from 10.77.0.20 [52:54:00:AA:BB:CC]  0.7ms';
  return (program, args) => {
    if (program === 'arping') {
      return Promise.resolve({ code: 0, stdout: neighbour === 'answers' ? reply : '', stderr: '' });
    }
    const stdout = args.includes('address') ? JSON.stringify([{ ifname: 'lan0', flags }]) : '[]';
    return Promise.resolve({ code: 0, stdout, stderr: '' });
  };
}

async function diagnosed(
  run: RunProgram,
  address: Ipv4Address | null,
  before: NetworkFailure,
): Promise<string> {
  const failure = await diagnose(run, { role: { kind: 'lan' }, device: 'lan0', address }, before, signal);
  return failure.code;
}

describe('why an interface could not be configured', () => {
  const deactivated = new NetworkFailure(APPLY_FAILED, 'LAN was deactivated before it was up.');

  it.each([
    ['that ended without a reason', deactivated],
    [
      'that never got a lease',
      new NetworkFailure(message('no-lease', { link: 'lan' }), 'No DHCP server answered.'),
    ],
    ['that never became active', new NetworkFailure(TIMED_OUT, 'LAN did not become active.')],
    ['that NetworkManager refused', failureOfCall('LAN', new Error('The device has no carrier'))],
  ])(
    'is the cable when it is out, in an activation %s: the panel once said APPLY FAILED',
    async (_, error) => {
      expect(await diagnosed(machine('out'), DHCP, error)).toBe('no-carrier');
    },
  );

  it.each([
    ['apply-failed', deactivated],
    ['no-lease', new NetworkFailure(message('no-lease', { link: 'lan' }), 'No DHCP server answered.')],
    ['backend-restarted', new NetworkFailure(message('backend-restarted'), 'NetworkManager went away.')],
  ] as const)('stays %s with the cable in', async (code, error) => {
    expect(await diagnosed(machine('in'), DHCP, error)).toBe(code);
  });

  it('is another machine when that answers for the address', async () => {
    expect(await diagnosed(machine('in', 'answers'), STATIC, deactivated)).toBe('address-in-use');
    expect(await diagnosed(machine('in', 'nobody'), STATIC, deactivated)).toBe('apply-failed');
  });

  it('names the other machine where NetworkManager only says that the address is taken', async () => {
    const taken = failureOfReason({ kind: 'lan' }, STATIC, REASON.addressDuplicate);
    const run = machine('in', 'answers');
    const where = { role: { kind: 'lan' }, device: 'lan0', address: STATIC } as const;
    expect((await diagnose(run, where, taken, signal)).problem).toEqual(
      message('address-in-use', { address: STATIC, mac: '52:54:00:aa:bb:cc' }),
    );
  });

  it('asks nobody when the failure is of another kind', async () => {
    const restarted = new NetworkFailure(message('backend-restarted'), 'NetworkManager went away.');
    expect(await diagnosed(machine('out', 'answers'), STATIC, restarted)).toBe('backend-restarted');
  });
});
