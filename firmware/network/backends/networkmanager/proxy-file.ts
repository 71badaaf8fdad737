import { open, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ProxySettings } from '../../../../menus/settings/parts/proxy.ts';
import { message } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import { failureOfCall } from './failures.ts';

/** It may hold a password: for root and the group of its directory. */
const MODE = 0o640;
/** What never goes through the proxy. */
const NO_PROXY = 'localhost,127.0.0.1,::1';

/** `http://user:password@host:port`; user and password percent-encoded, IPv6 addresses in brackets. */
export function proxyUrl({ host, port, user, password }: ProxySettings): string {
  const credentials = user === '' ? '' : `${encoded(user)}:${encoded(password)}@`;
  return `http://${credentials}${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The file's text: variables as curl, apt, Python and systemd's `EnvironmentFile=` read them. */
export function proxyFileText(proxy: ProxySettings): string {
  const url = proxyUrl(proxy);
  const variables = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].map(
    (name) => `${name}=${url}`,
  );
  return ['# Written by Bezel: changes made here are lost.', ...variables, `no_proxy=${NO_PROXY}`, ''].join(
    '\n',
  );
}

/**
 * Puts the settings in force: the file is replaced in one step, or removed when there is no proxy. A link stays, and what
 * it leads to is written: the package's leads from `/etc` to where the daemon may write.
 * @throws NetworkFailure `store-failed`; the file is then as it was
 */
export async function writeProxyFile(
  path: string,
  proxy: ProxySettings | null,
  signal: AbortSignal,
): Promise<void> {
  try {
    const file = await behindLink(path);
    if (proxy === null) await rm(file, { force: true });
    else await replace(file, proxyFileText(proxy), signal);
    await syncDirectory(dirname(file));
  } catch (error) {
    if (signal.aborted) throw failureOfCall('Writing the proxy file', signal.reason);
    const log = `${path} cannot be written: ${String(error)}`;
    throw new NetworkFailure(message('store-failed'), log, { cause: error });
  }
}

/** What a link leads to, also when that does not exist; the path itself when it is no link. */
async function behindLink(path: string): Promise<string> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch {
    return path;
  }
}

/** The file's text, or null when there is none. */
export async function readProxyFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

async function replace(path: string, text: string, signal: AbortSignal): Promise<void> {
  // Always the same name: what a power cut leaves behind, the next change writes over.
  const temporary = `${path}.tmp`;
  try {
    await write(temporary, text, (await stat(dirname(path))).gid);
    signal.throwIfAborted();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function write(path: string, text: string, group: number): Promise<void> {
  const file = await open(path, 'w', MODE);
  try {
    // The process's umask, or an earlier file of this name, may have set other rights.
    await file.chmod(MODE);
    // Changing nothing is forbidden as well, where the service manager filters system calls.
    if ((await file.stat()).gid !== group) await file.chown(-1, group);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Also what `encodeURIComponent` leaves alone but shells and env files give a meaning to. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
