/** The Debian package in a booted system: installed, running, killed, back, removed without a trace. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { Container } from './lab/container.ts';
import { debianRoot, packages } from './lab/root.ts';

/** Every file, user and unit of the machine that a package could leave behind. */
const INVENTORY = [
  'find / -xdev -not -path "/run/*" -not -path "/var/log/*" -not -path "/var/lib/dpkg/*" -not -path "/tmp/*" -not -path "/var/tmp/*"',
  'cat /etc/passwd /etc/group',
  'systemctl list-unit-files --no-legend --no-pager',
  'ls -d /run/bezel 2>/dev/null || true',
].join('; ');

let debs: string;
let container: Container;
let before: string;

beforeAll(async () => {
  debs = packages();
  container = await Container.boot(debianRoot(), debs);
  container.run('dpkg -i /shared/nodejs.deb');
  before = container.run(INVENTORY);
  container.run('dpkg -i /shared/bezel.deb');
});

afterAll(async () => {
  await container?.end();
  rmSync(debs, { recursive: true, force: true });
});

const isActive = () => container.succeeds('systemctl is-active bezel.service');
const mainPid = () => container.run('systemctl show -p MainPID --value bezel.service').trim();
const status = (): unknown => JSON.parse(container.run('bezel status --json'));

/** Kills the daemon with no warning and waits for the next one. */
async function crash(): Promise<void> {
  const killed = mainPid();
  container.run('systemctl kill --kill-whom=main --signal=KILL bezel.service');
  await until(
    'another daemon runs',
    () => isActive() && mainPid() !== killed && container.succeeds('bezel status'),
  );
}

/** One life of a package, in order: what is purged cannot be killed. */
describe('the package in a booted system', { shuffle: false }, () => {
  it('runs the daemon once it is installed, and has told systemd so', () => {
    expect(isActive()).toBe(true);
    expect(container.run('systemctl show -p StatusErrno -p Result --value bezel.service')).toContain(
      'success',
    );
    expect(status()).toMatchObject({ appliance: { name: 'appliance' }, transaction: { phase: 'none' } });
  });

  it('gives the control socket to the group bezel and to nobody else', () => {
    expect(container.run('stat -c "%a %U %G" /run/bezel/control.sock').trim()).toBe('660 bezel bezel');
    expect(container.succeeds('setpriv --reuid=65534 --regid=65534 --clear-groups bezel status')).toBe(false);
    expect(container.succeeds('setpriv --reuid=65534 --regid=bezel --clear-groups bezel status')).toBe(true);
  });

  it('gives each role its socket: consoles only open sessions, a reporter of updates only reports', () => {
    const roles = ['console', 'platform', 'update', 'power'];
    for (const role of roles) {
      const file = container.run(`stat -c "%a %U %G" /run/bezel/${role}.sock`).trim();
      expect(file).toBe(`660 bezel bezel-${role}`);
    }
    const as = (group: string, command: string, socket: string) =>
      container.succeeds(
        `setpriv --reuid=65534 --regid=${group} --clear-groups bezel ${command} --socket /run/bezel/${socket}`,
      );
    expect(as('bezel-update', 'status', 'update.sock')).toBe(true);
    expect(as('bezel-update', 'status', 'control.sock')).toBe(false);
    expect(as('bezel-update', 'status', 'power.sock')).toBe(false);
    expect(as('bezel-console', 'status', 'console.sock')).toBe(false);
    expect(container.run('id -nG bezel-console').trim()).toBe('bezel-console');
  });

  it('is watched: systemd hears signs of life', () => {
    expect(container.run('systemctl show -p WatchdogUSec --value bezel.service').trim()).toBe('1min 30s');
    expect(
      container.run('systemctl show -p WatchdogTimestampMonotonic --value bezel.service').trim(),
    ).not.toBe('0');
  });

  it.each([
    ['bezel.service', 2.1],
    ['bezel-console@tty1.service', 0.8],
  ])('is hardened: the exposure of %s is at most %f', (unit, most) => {
    const last = container.run(`systemd-analyze security --no-pager ${unit}`).trim().split('\n').at(-1) ?? '';
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(last)?.[1])).toBeLessThanOrEqual(most);
  });

  it('is back after it was killed', async () => {
    await crash();
    expect(status()).toMatchObject({ transaction: { phase: 'none' } });
  });

  it('lights S2 again when it was killed in the middle of an update', async () => {
    container.run('bezel update start --message Downloading');
    await crash();
    expect(status()).toMatchObject({ leds: { S2: true }, update: { state: 'running' } });
    container.run('bezel update done');
    expect(status()).toMatchObject({ leds: { S2: false } });
  });

  it('is not restarted over a configuration that only a person can mend', async () => {
    container.run(
      'echo "[panel]\ndriver = \\"none-such\\"" >> /etc/bezel/bezel.toml; systemctl restart bezel.service || true',
    );
    await until('it has given up', () => container.succeeds('systemctl is-failed bezel.service'));
    expect(container.run('journalctl -u bezel.service -n 20 --no-pager')).toContain('/etc/bezel/bezel.toml');
  });

  it('leaves nothing behind when it is purged', () => {
    container.run('dpkg --purge bezel');
    expect(container.run(INVENTORY)).toBe(before);
  });
});
