/** The Debian package with NetworkManager beside it: what its unit and its polkit rule must let the daemon do. */
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../../firmware/log/log.ts';
import { openStateDirectory } from '../../../firmware/state/node-files.ts';
import { SettingsStore } from '../../../firmware/state/settings-store.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { host, ip, port, staticIpv4 } from '../../support/appliance.ts';
import { until } from '../../support/until.ts';
import { Container } from './lab/container.ts';
import { debianRoot, NETWORK_PACKAGES, packages } from './lab/root.ts';

const ROUTER = ip('10.77.0.1');
const KEPT: Settings = {
  ...FACTORY_SETTINGS,
  lan: { ipv4: staticIpv4({ address: ip('10.77.0.20'), gateway: ROUTER, dns: [ROUTER] }), ipv6: false },
  proxy: { host: host('proxy.example'), port: port(3128), user: 'box', password: 'sesame' },
};

let debs: string;
let container: Container;

beforeAll(async () => {
  debs = packages();
  storeSettings(join(debs, 'state'));
  container = await Container.boot(debianRoot(NETWORK_PACKAGES), debs);
  container.run('ip link add lan0 type veth peer name lan0p; ip link set lan0p up');
  container.run('dpkg -i /shared/nodejs.deb');
  container.run('dpkg -i /shared/bezel.deb');
  container.run('systemctl stop bezel.service; rm -rf /var/lib/bezel/*');
  container.run('install -o bezel -g bezel -m 600 /shared/state/* /var/lib/bezel');
  container.run(
    'sed -i -e "s/^backend = .*/backend = \\"networkmanager\\"/" -e "s/^lan = .*/lan = \\"lan0\\"/" /etc/bezel/bezel.toml',
  );
  container.run('systemctl start bezel.service');
});

afterAll(async () => {
  await container?.end();
  rmSync(debs, { recursive: true, force: true });
});

/** The state directory of an appliance that was set up before. */
function storeSettings(directory: string): void {
  const clock = new SimulatedClock(0);
  const log = createLog({ clock, level: 'error', levels: {}, write: () => {} });
  const store = SettingsStore.open(openStateDirectory(directory), 0, log);
  store.bindTo({ backend: 'networkmanager', lan: '' });
  store.keep(KEPT, 'earlier');
  chmodSync(directory, 0o755);
}

/** Of the daemon that was started last: the installation started one with another configuration. */
const journal = () =>
  container.run('journalctl -u bezel.service -o cat --no-pager').split('bezel starts').at(-1) ?? '';

/** What the service's own sandbox makes of a program. */
const PROPERTIES = [
  ...['User', 'AmbientCapabilities', 'CapabilityBoundingSet', 'NoNewPrivileges', 'RestrictAddressFamilies'],
  ...['SystemCallFilter', 'SystemCallErrorNumber', 'SystemCallArchitectures', 'MemoryDenyWriteExecute'],
];
const inSandbox = (command: string) =>
  container.run(
    `set --; for name in ${PROPERTIES.join(' ')}; do
       set -- "$@" -p "$name=$(systemctl show --value -p $name bezel.service)"; done
     systemd-run --quiet --pipe "$@" ${command} 2>&1`,
  );

it('lets the programs run that are asked about the network', () => {
  expect(inSandbox('ip -json rule show')).toContain('"table":"main"');
  expect(inSandbox('arping -D -c 1 -w 1 -I lan0 10.77.0.99')).toContain('Received 0 response');
});

/** Who holds logind back, and from what. */
const locks = () => container.run('systemd-inhibit --list --no-legend --no-pager');

it('keeps everybody from rebooting while an update is not over, also when it has fallen silent', async () => {
  expect(locks()).not.toContain('Bezel');
  container.run('bezel update start');
  await until('the update is held', () => locks().includes('Bezel'), journal);
  expect(locks()).toMatch(/Bezel .*shutdown .*a software update is not over .*block/);
  // Of root's own requests, only those that ask for it are held back before systemd 257.
  expect(container.succeeds('systemctl --check-inhibitors=yes reboot')).toBe(false);
  // An updater may reboot as soon as it is answered.
  container.run('bezel update done');
  expect(locks()).not.toContain('Bezel');
});

it('lets go of the machine when the daemon is killed, and takes it again when it is back', async () => {
  container.run('bezel update start');
  await until('the update is held', () => locks().includes('Bezel'), journal);
  const pid = () => container.run('systemctl show -p MainPID --value bezel.service').trim();
  const killed = pid();
  container.run('systemctl kill --kill-whom=main --signal=KILL bezel.service');
  await until(
    'the update is held again',
    () => pid() !== killed && container.succeeds('bezel status') && locks().includes('Bezel'),
    journal,
  );
  container.run('bezel update fail');
  expect(locks()).not.toContain('Bezel');
});

it('says who blocks a reboot', async () => {
  container.run(
    'systemd-run --quiet --unit=apt-lock systemd-inhibit --what=shutdown --mode=block --who=apt --why="packages are being installed" sleep 600',
  );
  await until('apt blocks', () => locks().includes('apt'));
  // Here the test would end with its machine: the command refuses as `systemctl reboot` does.
  container.run(
    `printf '[power]\\nreboot = ["false"]\\n' >> /etc/bezel/bezel.toml; systemctl restart bezel.service`,
  );
  await until('the daemon is back', () => journal().includes('ready for changes'), journal);
  expect(
    container.run(
      `node -e 'require("http").request({socketPath: "/run/bezel/control.sock", path: "/v1/power", method: "POST"},
         (answer) => answer.pipe(process.stdout)).end(JSON.stringify({action: "reboot"}))'`,
    ),
  ).toContain('blocked by apt: packages are being installed');
  container.run('systemctl stop apt-lock.service');
});

it('sets LAN through NetworkManager and writes the proxy for other software, as the user it runs as', async () => {
  await until(
    'the daemon has put its settings in force',
    () => journal().includes('ready for changes'),
    journal,
  );
  expect(journal()).toContain('asStored=true');
  expect(container.run('ip -4 -brief address show lan0')).toContain('10.77.0.20/24');
  expect(container.run('cat /etc/bezel/proxy.env')).toContain(
    'https_proxy=http://box:sesame@proxy.example:3128',
  );
  expect(container.run('stat -c "%a %U %G" /var/lib/bezel/proxy.env').trim()).toBe('640 bezel bezel');
  expect(container.run('ls /var/lib/bezel')).not.toContain('.tmp');
});
