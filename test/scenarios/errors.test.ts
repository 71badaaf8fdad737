import { describe, expect, it } from 'vitest';
import { en } from '../../menus/words/en.ts';
import { type MessageCode, type MessageValues, message } from '../../menus/words/messages.ts';
import type { Text } from '../../menus/words/words.ts';
import { goldenNames, RUNS, readGolden } from './golden.ts';

/** Messages no operator of the simulator's panel can meet, and why. */
const NOT_AT_THE_PANEL: ReadonlyMap<string, string> = new Map([
  ['user-syntax', 'the editor offers only the characters a user name may have'],
  ['password-syntax', 'the editor offers only the characters a password may have'],
  ['nothing-changed', 'a wizard that changes nothing says NOTHING TO CHANGE before it comes to this'],
  ['backend-restarted', 'the simulated network service does not restart'],
  ['router-without-prefix', 'the simulated router has a prefix'],
  ['no-default-router', 'the simulated router is one'],
  ['ipv6-address-in-use', 'the simulated neighbour has no IPv6'],
  ['link-not-ready', 'the simulated network service is quick'],
  ['vlan-silent', 'the simulated VLANs have neighbours'],
  ['proxy-authentication', 'the simulated proxy takes passwords'],
  ['proxy-forbids', 'the simulated proxy allows what it is asked'],
  ['proxy-cannot-reach', 'the simulated proxy is as near to the platform as the appliance'],
  ['certificate-refused', 'the simulated platform has no certificate'],
  ['clock-wrong', 'the simulated platform has no certificate'],
  ['rival-profile', 'the simulated network service has no other profiles'],
  ['not-in-force', 'the simulated network does what it is asked to'],
  ['cancelled', 'a shutdown ends every session: the next start says what became of the change'],
  ['timed-out', 'the simulated network answers within every limit'],
  ['not-verified', 'only the platform changes the network without an operator'],
  ['still-starting', 'the simulated start is over before a wizard can be'],
  ['change-running', 'there is one operator; test/model/properties/one-transaction.test.ts has two'],
  ['change-kept', 'it takes a power cut between two writes; test/unit/firmware/network/crash.test.ts'],
  ['settings-lost', 'the simulator damages one of the two settings files'],
  ['settings-elsewhere', 'the simulator is one machine'],
  ['settings-newer', 'the simulator has one version of the software'],
  ['state-unreadable', 'the simulated disk fails for all files at once, while it runs'],
  ['pin-damaged', 'the simulator damages the settings only'],
  ['first-start', 'the network of the simulated appliance is as a new one needs it'],
  ['power-under-way', 'the panel says goodbye at once'],
  ['power-failed', 'the simulated machine does as it is asked to'],
  ['service-stopped', 'systemd tells it after the daemon has ended; test/unit/firmware/last-word'],
  ['config-error', 'the simulator has no configuration file; test/unit/firmware/last-word'],
  [
    'safe-to-switch-off',
    'the machine is off before the simulator could show it; test/unit/firmware/last-word',
  ],
  ['power-blocked', 'nothing else runs on the simulated machine'],
  ['power-timed-out', 'the simulated machine does as it is asked to'],
  ['update-engine-ended', 'the bench reports updates itself'],
  ['update-silent', 'the menu asks a second time, where a client of the control socket is refused'],
  ['menus-restarted', 'no menu fails'],
  ['menus-failed', 'no menu fails'],
  ['change-crashed', 'no effect fails'],
  ['test-failed', 'no effect fails'],
  ['lamp-test-failed', 'no effect fails'],
  ['pin-check-failed', 'no effect fails'],
]);

/** The values that the scenarios' messages have. */
const VALUES: Partial<MessageValues> = {
  'pin-wrong': { tries: 2 },
  'gateway-outside-subnet': { network: '' },
  'no-carrier': { link: 'lan' },
  'interface-missing': { link: 'lan', name: '', present: ['enp6s18', 'wan0'] },
  'not-managed': { link: 'lan', by: 'ifupdown', file: '' },
  'no-lease': { link: 'lan' },
  'address-in-use': { address: '192.168.1.20', mac: '' },
  'gateway-silent': { gateway: '192.168.1.1' },
  'dns-silent': { servers: ['192.168.1.1'] },
  'rival-route': { via: 'eth9' },
  'dns-elsewhere': { servers: ['9.9.9.9'] },
  'foreign-address': { link: 'lan', address: '192.168.1.222' },
  'vlan-refused': { id: 12 },
  'proxy-silent': { host: '', port: 0 },
  'proxy-refused': { host: '', port: 0 },
  'apply-failed': { step: message('step-configure-lan') },
  'not-restored': { found: { role: { kind: 'lan' }, part: 'address', inForce: '192.168.1.10/24' } },
  'change-undone': { cause: 'restarted' },
  'update-failed': { message: 'no space left' },
  'service-stopped': { cause: 'killed' },
  'config-error': { line: 7 },
};

function rowsOf(code: MessageCode): readonly string[] {
  const text: Text<never> = en.glass.messages[code];
  // A code and its own values.
  return (typeof text === 'string' ? text : text(VALUES[code] as never)).split('\n');
}

/** Steps pass by too quickly for most to be seen. */
const CODES = (Object.keys(en.glass.messages) as MessageCode[]).filter((code) => !code.startsWith('step-'));

describe.each(RUNS.filter(({ scenarios }) => scenarios === import.meta.dirname))('$title', (run) => {
  const frames = goldenNames(run)
    .map((name) => readGolden(run, name) ?? '')
    .join('\n');

  it.each(CODES.filter((code) => !NOT_AT_THE_PANEL.has(code)))(
    'the words of %s are held by a golden frame',
    (code) => {
      for (const row of rowsOf(code)) expect(frames).toContain(row);
    },
  );
});
