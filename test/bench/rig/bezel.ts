import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BEZEL, ROOT } from './paths.ts';
import { LoggedProgram } from './program.ts';

/** Starts `bezel run` as the service does, on this device; everything it keeps is in the directory. */
export function startBezel(options: {
  readonly directory: string;
  readonly device: string;
  readonly baud?: number;
  readonly environment?: Readonly<Record<string, string>>;
}): LoggedProgram {
  const { directory, device, baud = 115_200, environment = {} } = options;
  const file = join(directory, 'bezel.toml');
  writeFileSync(file, configuration(directory, device, baud));
  return new LoggedProgram(process.execPath, [...NODE_FLAGS, BEZEL, 'run', '--config', file], {
    ...ENVIRONMENT,
    CACHE_DIRECTORY: cacheDirectory(directory),
    ...environment,
  });
}

/** Where the service keeps byte code. */
function cacheDirectory(directory: string): string {
  const path = join(directory, 'cache');
  mkdirSync(path, { recursive: true });
  return path;
}

/** True once a start of Bezel in this directory has kept its byte code for the next. */
export const hasKeptItsCode = (directory: string): boolean => existsSync(join(directory, 'cache', 'code'));

/** Every key the menus hear is logged: what has arrived can be counted. */
export const LOG_KEYS = { BEZEL_LOG: 'session=debug' };
export const KEY_LOGGED = 'msg=key\n';

const UNIT = readFileSync(join(ROOT, 'firmware/service/bezel.service'), 'utf8');

/** What the service starts Node with, so that what is measured is what is shipped. */
export const NODE_FLAGS: readonly string[] = nodeFlags(UNIT);
/** And the environment it gives. */
const ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(UNIT.matchAll(/^Environment=(\w+)=(\S*)$/gm), ([, name = '', value = '']) => [name, value]),
);

function nodeFlags(unit: string): readonly string[] {
  const [, flags = ''] = /^ExecStart=\S*node((?: --\S+)*) /m.exec(unit) ?? [];
  return flags.split(' ').filter((flag) => flag !== '');
}

const configuration = (directory: string, device: string, baud: number): string => `
[appliance]
serial = "29417"
name = "scanner-1"
[features]
ipv6 = true
vlan = true
[panel]
driver = "cfa635"
device = "${device}"
baud = ${baud}
[network]
backend = "simulated"
wan = "wan0"
[state]
directory = "${join(directory, 'state')}"
[control]
socket = "${join(directory, 'control.sock')}"
[idle]
menu_s = "off"
`;
