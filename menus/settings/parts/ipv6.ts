import { reviewOf } from '../../values/review.ts';
import type { Part } from './part.ts';

/** Whether LAN takes IPv6 addresses from router advertisements; false: it has none at all. */
export const IPV6: Part<boolean, 'ipv6'> = {
  factory: false,
  read: (reader, json, pointer) => reader.boolean(json, pointer),
  write: (ipv6) => ipv6,
  check: () => [],
  review: reviewOf({ ipv6: (isOn: boolean) => ({ kind: 'switch', isOn }) }),
};
