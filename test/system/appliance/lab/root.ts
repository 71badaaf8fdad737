/** A small Debian of its own for the appliance's system: what a machine has before Bezel is installed. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const PACKAGES = ['systemd', 'systemd-sysv', 'dbus', 'udev', 'libstdc++6', 'ca-certificates'];
/** What the package recommends: a machine whose network Bezel sets. */
export const NETWORK_PACKAGES = ['network-manager', 'polkitd', 'iproute2', 'iputils-arping'];
/** In one step at the end: a build that was broken off is built again. */
const BUILD = `
  [ ! -e "$1" ] || exit 0
  rm -rf "$1.new"
  mmdebstrap --variant=minbase --include="$2" bookworm "$1.new"
  mv "$1.new" "$1"`;
const ROOT = join(import.meta.dirname, '../../../..');

/**
 * The tree, with systemd and without Node and Bezel. About 20 s the first time; kept between runs, since it depends
 * on Debian only. Two tests may want it at the same time: one builds, the other waits.
 * @param more packages beside those that every appliance has
 */
export function debianRoot(more: readonly string[] = []): string {
  const kept = ['/var/tmp/bezel-appliance-root', ...more].join('-');
  const all = [...PACKAGES, ...more].join(',');
  if (!existsSync(kept)) quietly('flock', `${kept}.lock`, 'sh', '-ec', BUILD, 'build', kept, all);
  return kept;
}

/** A directory with `bezel.deb` as `npm run package` makes it, and `nodejs.deb` with the Node that runs this test. */
export function packages(): string {
  const directory = temporaryDirectory();
  const output = execFileSync(process.execPath, [join(ROOT, 'firmware/service/package.mjs')], {
    encoding: 'utf8',
  });
  cpSync(output.trim(), join(directory, 'bezel.deb'));
  const stage = join(directory, 'nodejs');
  mkdirSync(join(stage, 'usr/bin'), { recursive: true });
  mkdirSync(join(stage, 'DEBIAN'));
  cpSync(process.execPath, join(stage, 'usr/bin/node'), { dereference: true });
  const version = process.versions.node;
  const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' });
  writeFileSync(
    join(stage, 'DEBIAN/control'),
    `Package: nodejs\nVersion: ${version}\nArchitecture: ${architecture}Maintainer: none <none@bezel.invalid>\nDescription: Node\n`,
  );
  quietly('dpkg-deb', '-Znone', '--build', '--root-owner-group', stage, join(directory, 'nodejs.deb'));
  rmSync(stage, { recursive: true });
  return directory;
}

function quietly(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}
