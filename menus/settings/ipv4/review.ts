/** The lines of a review that an IPv4 configuration has. */
import type { LinkStatus } from '../../network-status.ts';
import { addressValue, changedLines, type Difference, NONE, type ReviewValue } from '../../values/review.ts';
import type { Ipv4Settings } from './ipv4.ts';

/** The ids of its lines. */
export interface Ipv4Lines<Line extends string> {
  readonly method: Line;
  readonly address: Line;
  readonly netmask: Line;
  readonly gateway: Line;
  readonly dns1: Line;
  readonly dns2: Line;
}

type Values = Readonly<Record<keyof Ipv4Lines<string>, ReviewValue>>;

function configured(ipv4: Ipv4Settings | null): Values {
  const method: ReviewValue = { kind: 'method', method: ipv4?.method ?? 'off' };
  if (ipv4?.method !== 'static') {
    return { method, address: NONE, netmask: NONE, gateway: NONE, dns1: NONE, dns2: NONE };
  }
  const { address, prefixLength, gateway, dns } = ipv4;
  return {
    method,
    address: addressValue(address),
    netmask: { kind: 'netmask', prefixLength },
    gateway: addressValue(gateway),
    dns1: addressValue(dns[0]),
    dns2: addressValue(dns[1]),
  };
}

/** The values before a change. When it replaces a lease, these are the lease's values, which the operator has seen. */
function valuesBefore(
  before: Ipv4Settings | null,
  after: Ipv4Settings | null,
  link: LinkStatus | null,
): Values {
  const values = configured(before);
  const lease = link?.ipv4;
  if (before?.method !== 'dhcp' || after?.method === 'dhcp' || lease?.origin !== 'dhcp') return values;
  return {
    method: values.method,
    address: addressValue(lease.address),
    netmask: { kind: 'netmask', prefixLength: lease.prefixLength },
    gateway: addressValue(link?.gateway),
    dns1: addressValue(link?.dns[0]),
    dns2: addressValue(link?.dns[1]),
  };
}

/** After a change to DHCP, `from-dhcp` for every value that a DHCP server always provides: all but the second DNS server. */
function expected(field: keyof Values, value: ReviewValue, after: Ipv4Settings | null): ReviewValue {
  return after?.method === 'dhcp' && field !== 'method' && field !== 'dns2' ? { kind: 'from-dhcp' } : value;
}

/** The lines that change. `link` is what the interface has, null if that is not known. */
export function reviewIpv4<Line extends string>(
  lines: Ipv4Lines<Line>,
  before: Ipv4Settings | null,
  after: Ipv4Settings | null,
  link: LinkStatus | null,
): readonly Difference<Line>[] {
  const was = valuesBefore(before, after, link);
  const will = configured(after);
  const fields = ['method', 'address', 'netmask', 'gateway', 'dns1', 'dns2'] as const;
  return changedLines(fields.map((field) => ({ line: field, before: was[field], after: will[field] }))).map(
    ({ line, ...values }) => ({
      line: lines[line],
      before: values.before,
      after: expected(line, values.after, after),
    }),
  );
}
