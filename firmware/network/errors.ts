import type { Message, MessageValues, NetworkErrorCode } from '../../menus/words/messages.ts';

/** Why a network operation failed; `log` is a sentence. */
export interface NetworkError {
  readonly message: Message<NetworkErrorCode>;
  readonly log: string;
}

/** What each code means; `ERRORS.md` beside this file is made from this table and the English words. */
export const NETWORK_ERROR_MEANING: Readonly<Record<NetworkErrorCode, string>> = {
  'no-carrier': 'The interface has no carrier: cable out, or the switch port is down.',
  'no-lease': 'No DHCP server answered, or it had no address to give.',
  'address-in-use': 'Another machine on this network answers for the address.',
  'gateway-silent': 'The gateway does not answer ARP.',
  'dns-silent': 'No DNS server answered a query.',
  'no-router-advertised': 'No router advertisement arrived on LAN.',
  'vlan-refused': 'The kernel could not create the VLAN interface.',
  'backend-absent': 'The network service does not answer.',
  'backend-restarted': 'The network service restarted during the change; its undo timer is lost.',
  'proxy-silent': 'No connection to the proxy could be made.',
  'proxy-refused': 'The proxy answered CONNECT with an error.',
  'platform-unreachable': 'The platform did not answer over HTTPS.',
  'apply-failed': 'A step of the change failed.',
  'not-in-force': 'After the change the kernel does not have what was asked for.',
  'undo-expired': 'The time to confirm ran out; the change had already been undone.',
  'forwarding-on': 'The kernel forwards between interfaces; a split network must not.',
  'timed-out': 'A step timed out.',
  cancelled: 'The daemon stopped during the change.',
  'undone-by-operator': 'The operator answered the keep prompt with EXIT.',
  'not-confirmed': 'Nobody pressed ENTER at the keep prompt.',
  'not-verified': 'A change without an operator did not pass verification.',
  'store-failed': 'The state directory cannot be written.',
  'not-restored': 'The settings before the change could not be brought back; what is in force is named.',
  'still-starting': 'The daemon has not yet finished its start.',
  'change-running': 'A change is under way at another panel or console.',
};

/** Values where the place that fails does not say them. */
const UNSPECIFIED: { readonly [Code in NetworkErrorCode]: MessageValues[Code] } = {
  'no-carrier': { link: 'lan' },
  'no-lease': { link: 'lan' },
  'address-in-use': { address: '', mac: '' },
  'gateway-silent': { gateway: null },
  'dns-silent': { servers: [] },
  'no-router-advertised': {},
  'vlan-refused': { id: 0 },
  'backend-absent': {},
  'backend-restarted': {},
  'proxy-silent': { host: '', port: 0 },
  'proxy-refused': { host: '', port: 0 },
  'platform-unreachable': {},
  'apply-failed': { step: null },
  'not-in-force': { role: { kind: 'lan' }, part: 'address', inForce: '' },
  'undo-expired': {},
  'forwarding-on': {},
  'timed-out': { step: null },
  cancelled: {},
  'undone-by-operator': {},
  'not-confirmed': {},
  'not-verified': { check: 'gateway' },
  'store-failed': {},
  'not-restored': { found: null },
  'still-starting': {},
  'change-running': {},
};

/** The only error a backend or the transaction rejects with. */
export class NetworkFailure extends Error {
  readonly detail: NetworkError;
  constructor(reason: NetworkErrorCode | Message<NetworkErrorCode>, log: string, options?: ErrorOptions) {
    super(log, options);
    this.name = 'NetworkFailure';
    this.detail = { message: typeof reason === 'string' ? unspecified(reason) : reason, log };
  }
  get code(): NetworkErrorCode {
    return this.detail.message.code;
  }
}

export function unspecified(code: NetworkErrorCode): Message<NetworkErrorCode> {
  return { code, values: UNSPECIFIED[code] } as Message<NetworkErrorCode>;
}
