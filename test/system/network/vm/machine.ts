import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { run } from '../lab/commands.ts';

/** Kernel and initramfs, kept between runs: they only depend on Debian's kernel package. */
const CACHE = '/var/tmp/bezel-vm';
/**
 * Kernel arguments of a machine without acceleration. `no_timer_check`: on a busy host its timer ticks so late that
 * the kernel takes it for broken. A name the kernel does not know, added to these, becomes a variable of the first
 * program's environment.
 */
export const EMULATED = 'quiet loglevel=3 panic=-1 mitigations=off nokaslr tsc=unstable no_timer_check';
/** A program in it runs some ten times slower than outside, and that much again where the host is busy. */
const LIMIT_s = 1_500;

/** Files beside the program, by the name they have there. */
type Files = Readonly<Record<string, string>>;

/**
 * Runs a TypeScript program as root in a virtual machine (QEMU without acceleration) with Debian's kernel, which has
 * 802.1Q, and this machine's files under an overlay in memory. The program is found in its own folder there
 * (`import.meta.dirname`), with `files` beside it; `results.json` that it writes comes back as text.
 */
export async function runInMachine(
  program: string,
  files: Files,
): Promise<{ results: string; output: string }> {
  await run('bash', join(import.meta.dirname, 'build'), CACHE);
  const directory = temporaryDirectory();
  await build({
    entryPoints: [program],
    outfile: join(directory, 'program.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  copyFileSync(join(import.meta.dirname, 'guest'), join(directory, 'guest'));
  for (const [name, path] of Object.entries(files)) copyFileSync(path, join(directory, name));
  const variables = 'BEZEL_LAB_DIST=/mnt/exchange BEZEL_LAB_PATIENCE=3';
  writeFileSync(join(directory, 'command'), `${variables} ${process.execPath} /mnt/exchange/program.mjs\n`);
  const limit = ['--kill-after=5', String(LIMIT_s)];
  const machine = run('timeout', ...limit, 'qemu-system-x86_64', ...machineOf(directory));
  // One that took too long has come so far as its output tells.
  const serial = await machine.catch(String);
  const output = readIfAny(join(directory, 'output'));
  const results = readIfAny(join(directory, 'results.json'));
  if (results === '') throw new Error(`the machine's program left no results:\n${serial}\n${output}`);
  return { results, output };
}

function machineOf(directory: string): string[] {
  const kernelArguments = `console=ttyS0 ${EMULATED} MODULES=${CACHE}/kernel/lib/modules`;
  return [
    ...['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '1536'],
    ...['-nographic', '-no-reboot', '-nodefaults', '-serial', 'stdio', '-monitor', 'none'],
    ...['-kernel', `${CACHE}/vmlinuz`, '-initrd', `${CACHE}/initrd.gz`, '-append', kernelArguments],
    ...['-fsdev', 'local,id=h,path=/,security_model=none,readonly=on,multidevs=remap'],
    ...['-device', 'virtio-9p-pci,fsdev=h,mount_tag=host'],
    ...['-fsdev', `local,id=e,path=${directory},security_model=none`],
    ...['-device', 'virtio-9p-pci,fsdev=e,mount_tag=exchange'],
  ];
}

function readIfAny(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
