import { en } from '../../menus/words/en.ts';
import { type MessageValues, message, type NetworkErrorCode } from '../../menus/words/messages.ts';
import { textOf } from '../../menus/words/words.ts';
import { ADVICE } from './advice.ts';

/** Values for the page; addresses are for documentation (RFC 5737). */
const EXAMPLES: { readonly [Code in NetworkErrorCode]: MessageValues[Code] } = {
  'no-carrier': { link: 'lan' },
  'no-lease': { link: 'lan' },
  'address-in-use': { address: '192.0.2.10', mac: '02:00:00:00:01:20' },
  'gateway-silent': { gateway: '192.0.2.1' },
  'dns-silent': { servers: ['192.0.2.53'] },
  'no-router-advertised': {},
  'router-without-prefix': { router: 'fe80::1' },
  'no-default-router': {},
  'ipv6-address-in-use': { address: '2001:db8::10' },
  'interface-missing': { link: 'lan', name: 'ens192', present: ['enp6s18'] },
  'not-managed': { link: 'lan', by: 'ifupdown', file: '/etc/network/interfaces' },
  'link-not-ready': { link: 'lan' },
  'vlan-silent': { id: 7 },
  'rival-route': { via: 'enp7s0' },
  'rival-profile': { link: 'lan', profile: 'cloud-init' },
  'dns-elsewhere': { servers: ['192.0.2.54'] },
  'foreign-address': { link: 'lan', address: '192.0.2.99' },
  'vlan-refused': { id: 7 },
  'backend-absent': {},
  'backend-restarted': {},
  'proxy-silent': { host: 'proxy.example', port: 3128 },
  'proxy-refused': { host: 'proxy.example', port: 3128 },
  'proxy-authentication': { host: 'proxy.example', port: 3128, scheme: 'NTLM' },
  'proxy-forbids': { host: 'proxy.example', port: 3128 },
  'proxy-cannot-reach': { host: 'proxy.example', port: 3128 },
  'platform-unreachable': {},
  'certificate-refused': { host: 'platform.example', why: 'self signed cert in chain' },
  'clock-wrong': { date: '2010-01-01' },
  'apply-failed': { step: message('step-configure-lan') },
  'not-in-force': { role: { kind: 'wan' }, part: 'profile', inForce: '' },
  'undo-expired': {},
  'forwarding-on': {},
  'timed-out': { step: message('step-configure-wan') },
  cancelled: {},
  'undone-by-operator': {},
  'not-confirmed': {},
  'not-verified': { check: 'gateway' },
  'store-failed': {},
  'not-restored': { found: { role: { kind: 'lan' }, part: 'address', inForce: '192.0.2.10/24' } },
  'still-starting': {},
  'change-running': {},
};

/** The text of `ERRORS.md`, the operator's list of everything that can go wrong with the network. */
export function errorsPage(): string {
  return [
    '# When the network fails',
    '',
    'The code in the log and on the control socket, what a panel shows with values put in, what is behind it and what',
    'to do. Made from `advice.ts` and the English words; `BEZEL_UPDATE_GOLDEN=1 npm test` makes it anew.',
    '',
    '| code | panel | cause | what to do |',
    '|---|---|---|---|',
    ...codes().map(row),
    '',
  ].join('\n');
}

function row(code: NetworkErrorCode): string {
  const { cause, remedy } = ADVICE[code];
  const shown = textOf(en.glass, exampleOf(code)).replaceAll('\n', '<br>');
  return `| \`${code}\` | ${shown} | ${cause} | ${remedy} |`;
}

function exampleOf(code: NetworkErrorCode) {
  // A code and its own example; TypeScript cannot follow that through the union.
  return message(code, EXAMPLES[code] as never);
}

/** In the order of the table. */
function codes(): readonly NetworkErrorCode[] {
  return Object.keys(ADVICE) as NetworkErrorCode[];
}
