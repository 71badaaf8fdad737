/** Why a network operation failed. `panel` is at most two lines of 16, `log` a sentence. */
export interface NetworkError {
  readonly code: NetworkErrorCode;
  readonly panel: readonly string[];
  readonly log: string;
}

export type NetworkErrorCode =
  | 'no-carrier'
  | 'no-lease'
  | 'address-in-use'
  | 'gateway-silent'
  | 'dns-silent'
  | 'no-router-advertised'
  | 'vlan-refused'
  | 'backend-absent'
  | 'backend-restarted'
  | 'proxy-silent'
  | 'proxy-refused'
  | 'platform-unreachable'
  | 'apply-failed'
  | 'not-in-force'
  | 'undo-expired'
  | 'forwarding-on'
  | 'timed-out'
  | 'cancelled'
  | 'undone-by-operator'
  | 'not-confirmed'
  | 'not-verified'
  | 'store-failed';

/** What the panel says for each code; `ERRORS.md` beside this file is made from this table. */
export const NETWORK_ERROR_TEXT: Readonly<
  Record<NetworkErrorCode, { readonly panel: readonly [string, string]; readonly advice: string }>
> = {
  'no-carrier': {
    panel: ['NO LINK', 'CHECK THE CABLE'],
    advice: 'The interface has no carrier: cable out, or the switch port is down.',
  },
  'no-lease': {
    panel: ['NO DHCP LEASE', 'CHECK THE SERVER'],
    advice: 'No DHCP server answered, or it had no address to give.',
  },
  'address-in-use': {
    panel: ['ADDRESS IN USE', 'BY ANOTHER HOST'],
    advice: 'Another machine on this network answers for the address.',
  },
  'gateway-silent': {
    panel: ['GATEWAY SILENT', 'CHECK ADDRESS'],
    advice: 'The gateway does not answer ARP.',
  },
  'dns-silent': { panel: ['DNS SILENT', 'CHECK ADDRESS'], advice: 'No DNS server answered a query.' },
  'no-router-advertised': {
    panel: ['NO IPV6 ROUTER', 'ADVERTISED'],
    advice: 'No router advertisement arrived on LAN.',
  },
  'vlan-refused': {
    panel: ['VLAN REFUSED', 'BY THE SYSTEM'],
    advice: 'The kernel could not create the VLAN interface.',
  },
  'backend-absent': {
    panel: ['NETWORK SERVICE', 'NOT RUNNING'],
    advice: 'NetworkManager does not answer on the system bus.',
  },
  'backend-restarted': {
    panel: ['NETWORK SERVICE', 'RESTARTED'],
    advice: 'NetworkManager restarted during the change; its checkpoint is lost.',
  },
  'proxy-silent': {
    panel: ['PROXY SILENT', 'CHECK HOST, PORT'],
    advice: 'No connection to the proxy could be made.',
  },
  'proxy-refused': {
    panel: ['PROXY REFUSES', 'CHECK USER'],
    advice: 'The proxy answered CONNECT with an error.',
  },
  'platform-unreachable': {
    panel: ['PLATFORM NOT', 'REACHED'],
    advice: 'The platform did not answer over HTTPS.',
  },
  'apply-failed': { panel: ['APPLY FAILED', 'SEE THE LOG'], advice: 'A step of the change failed.' },
  'not-in-force': {
    panel: ['NOT IN FORCE', 'SEE THE LOG'],
    advice: 'After the change the kernel does not have what was asked for.',
  },
  'undo-expired': {
    panel: ['TOO LATE', 'UNDONE ALREADY'],
    advice: 'The undo fired before the change was kept.',
  },
  'forwarding-on': {
    panel: ['IP FORWARDING', 'IS ON'],
    advice: 'The kernel forwards between interfaces; a split network must not.',
  },
  'timed-out': { panel: ['TIMED OUT', 'SEE THE LOG'], advice: 'A step took longer than it may.' },
  cancelled: { panel: ['CANCELLED', 'BY A SHUTDOWN'], advice: 'The end of the daemon ended the change.' },
  'undone-by-operator': {
    panel: ['AS YOU ASKED', ''],
    advice: 'The operator answered the keep prompt with EXIT.',
  },
  'not-confirmed': {
    panel: ['NOT CONFIRMED', 'IN TIME'],
    advice: 'Nobody pressed ENTER at the keep prompt.',
  },
  'not-verified': {
    panel: ['CHECKS FAILED', 'SEE THE LOG'],
    advice: 'A change without an operator did not pass verification.',
  },
  'store-failed': { panel: ['CANNOT SAVE', 'DISK ERROR'], advice: 'The state directory cannot be written.' },
};

/** The only error a backend or the transaction rejects with. */
export class NetworkFailure extends Error {
  readonly detail: NetworkError;
  constructor(code: NetworkErrorCode, log: string, options?: ErrorOptions) {
    super(log, options);
    this.name = 'NetworkFailure';
    this.detail = { code, panel: NETWORK_ERROR_TEXT[code].panel.filter((line) => line !== ''), log };
  }
}
