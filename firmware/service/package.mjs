/**
 * Builds `dist/bezel_VERSION_ARCH.deb` with dpkg-deb: the bundles and their native modules, units, udev, sysusers,
 * tmpfiles and polkit rules, a configuration, examples and the description of the control socket.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, DIST, ROOT } from '../build/bundle.mjs';

const { version, description } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
const SERVICE = join(ROOT, 'firmware/service');

/** Each file of the repository and its path in the package. */
const FILES = {
  'firmware/service/bezel.service': 'usr/lib/systemd/system/bezel.service',
  'firmware/service/bezel-console@.service': 'usr/lib/systemd/system/bezel-console@.service',
  'firmware/service/system-shutdown': 'usr/lib/bezel/system-shutdown',
  'firmware/service/sysusers.conf': 'usr/lib/sysusers.d/bezel.conf',
  'firmware/service/tmpfiles.conf': 'usr/lib/tmpfiles.d/bezel.conf',
  'firmware/service/udev.rules': 'usr/lib/udev/rules.d/60-bezel.rules',
  'firmware/service/polkit.rules': 'usr/share/polkit-1/rules.d/50-bezel.rules',
  'firmware/service/bezel.toml': 'etc/bezel/bezel.toml',
  'firmware/control/openapi.json': 'usr/share/doc/bezel/openapi.json',
  'firmware/config/examples': 'usr/share/doc/bezel/examples',
  'firmware/MANUAL.md': 'usr/share/doc/bezel/MANUAL.md',
  'firmware/network/ERRORS.md': 'usr/share/doc/bezel/ERRORS.md',
  'firmware/service/copyright': 'usr/share/doc/bezel/copyright',
};

const CONTROL = `Package: bezel
Version: ${version}
Architecture: ${architecture}
Maintainer: Bezel maintainers <maintainers@bezel.invalid>
Section: admin
Priority: optional
Depends: nodejs (>= 20.19), systemd, libc6, libstdc++6
Recommends: network-manager, polkitd, iproute2, iputils-arping
Description: front panel and console of a network appliance
${folded(description)}
`;

/** Debian policy, section 12.7: the package's own changelog; that of the software stands beside it. */
const CHANGELOG = `bezel (${version}) stable; urgency=medium

  * See CHANGELOG.md.gz.

 -- Bezel maintainers <maintainers@bezel.invalid>  ${releaseDate().toUTCString().replace('GMT', '+0000')}
`;

await bundle();
const stage = mkdtempSync(join(tmpdir(), 'bezel-deb-'));
try {
  const library = join(stage, 'usr/lib/bezel');
  mkdirSync(library, { recursive: true });
  for (const name of readdirSync(DIST).filter((name) =>
    /^(bezel\.cjs|(console|simulator)\.mjs|.*\.node)$/.test(name),
  )) {
    cpSync(join(DIST, name), join(library, name));
  }
  mkdirSync(join(stage, 'usr/bin'), { recursive: true });
  symlinkSync('../lib/bezel/bezel.cjs', join(stage, 'usr/bin/bezel'));
  for (const name of ['NOTICES', 'sbom.spdx.json']) {
    mkdirSync(join(stage, 'usr/share/doc/bezel'), { recursive: true });
    cpSync(join(DIST, name), join(stage, 'usr/share/doc/bezel', name));
  }
  for (const [source, target] of Object.entries(FILES)) {
    cpSync(join(ROOT, source), join(stage, target), { recursive: true });
  }
  // Other software reads it in /etc/bezel; the daemon may write only below /var/lib/bezel.
  symlinkSync('/var/lib/bezel/proxy.env', join(stage, 'etc/bezel/proxy.env'));
  const documents = join(stage, 'usr/share/doc/bezel');
  writeFileSync(join(documents, 'changelog.gz'), gzipSync(CHANGELOG, { level: 9 }));
  writeFileSync(
    join(documents, 'CHANGELOG.md.gz'),
    gzipSync(readFileSync(join(ROOT, 'CHANGELOG.md')), { level: 9 }),
  );
  // The checkout's file modes may be private to one user.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', stage]);
  chmodSync(join(stage, FILES['firmware/service/system-shutdown']), 0o755);
  // Native modules are loaded, not run.
  for (const name of readdirSync(library).filter((each) => each.endsWith('.node')))
    chmodSync(join(library, name), 0o644);
  writeControl(join(stage, 'DEBIAN'));
  const product = join(DIST, `bezel_${version}_${architecture}.deb`);
  // Written under another name and renamed: another build, or a reader of the package, may run at the same time.
  const built = `${product}.${process.pid}`;
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', stage, built], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(built, product);
  process.stdout.write(`${product}\n`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** deb-md5sums(5): every file of the package but its configuration. */
function checksums(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('DEBIAN/') && !path.startsWith('etc/'))
    .sort()
    .map(
      (path) =>
        `${createHash('md5')
          .update(readFileSync(join(root, path)))
          .digest('hex')}  ${path}\n`,
    )
    .join('');
}

/** A paragraph of a control file, in lines of at most 80 characters. */
function folded(text) {
  return `${text}.`.replace(/(.{1,78})(?:\s+|$)/g, ' $1\n').trimEnd();
}

/** Of this version, as CHANGELOG.md has it; of one that has none yet, the last release's. */
function releaseDate() {
  const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const dates = [...text.matchAll(/^## \[(\S+)\] - (\d{4}-\d{2}-\d{2})$/gm)];
  const found = dates.find(([, released]) => released === version) ?? dates[0];
  return new Date(`${found[2]}T00:00:00Z`);
}

function writeControl(directory) {
  mkdirSync(directory);
  writeFileSync(join(directory, 'control'), CONTROL);
  writeFileSync(join(directory, 'conffiles'), '/etc/bezel/bezel.toml\n');
  writeFileSync(join(directory, 'md5sums'), checksums(stage));
  for (const script of ['postinst', 'prerm', 'postrm']) {
    cpSync(join(SERVICE, script), join(directory, script));
    chmodSync(join(directory, script), 0o755);
  }
}
