import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { reasonOf } from '../../../../../drivers/reason.ts';
import type { Check } from '../../../../../menus/appliance.ts';
import type { Clock } from '../../../../../menus/clock.ts';
import type { ProxySettings } from '../../../../../menus/settings/parts/proxy.ts';
import { type Message, message, type NetworkErrorCode } from '../../../../../menus/words/messages.ts';
import { failed, passed, skipped } from '../../../checks.ts';
import { problemOfTls, trustedCertificates } from './trust.ts';

/** Connecting, TLS and the answer: far away and through a proxy it stays below 5 s. */
const ANSWER_LIMIT_ms = 8_000;
const HTTPS_PORT = 443;

/** A way to the platform through the proxy, or why there is none. */
type Tunnel = { readonly ok: true; readonly socket: Socket } | { readonly ok: false; readonly check: Check };

/** The platform that is asked for, and what a private certificate authority has signed it with. */
export interface Platform {
  /** null: none is configured. */
  readonly url: URL | null;
  /** PEM file with certificates to trust beside the machine's; null: none. */
  readonly caFile: string | null;
  readonly clock: Clock;
}

/** TEST NETWORK's last lines: does the proxy let us through, does the platform answer over HTTPS? */
export async function checkWeb(
  { url: platform, caFile, clock }: Platform,
  proxy: ProxySettings | null,
  report: (check: Check) => void,
  signal: AbortSignal,
): Promise<void> {
  if (platform === null) {
    if (proxy !== null) report(skipped('proxy', 'No platform is configured to ask for.'));
    report(skipped('platform', 'No platform is configured.'));
    return;
  }
  if (proxy === null) {
    report(await askPlatform({ url: platform, caFile, clock }, null, signal));
    return;
  }
  const tunnel = await connectThrough(proxy, platform, signal);
  if (!tunnel.ok) {
    report(tunnel.check);
    report(skipped('platform', 'The proxy is in the way.'));
    return;
  }
  report(passed('proxy', `${proxy.host}:${proxy.port} connects to ${platform.host}.`));
  try {
    report(await askPlatform({ url: platform, caFile, clock }, tunnel.socket, signal));
  } finally {
    tunnel.socket.destroy();
  }
}

/** CONNECT, RFC 9110 section 9.3.6. */
function connectThrough(proxy: ProxySettings, platform: URL, signal: AbortSignal): Promise<Tunnel> {
  const place = { host: proxy.host, port: proxy.port };
  const where = `${proxy.host}:${proxy.port}`;
  const target = `${platform.hostname}:${platform.port === '' ? HTTPS_PORT : platform.port}`;
  const credentials = Buffer.from(`${proxy.user}:${proxy.password}`).toString('base64');
  return new Promise((resolve) => {
    const refuse = (check: Check) => resolve({ ok: false, check });
    const request = httpRequest({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(proxy.user === '' ? {} : { 'proxy-authorization': `Basic ${credentials}` }),
      },
      signal,
      timeout: ANSWER_LIMIT_ms,
      agent: false,
    });
    const refused = ({ statusCode = 0, headers }: IncomingMessage) => {
      const schemes = schemesOf(headers['proxy-authenticate']);
      const offer = schemes.length === 0 ? '' : `, it offers ${schemes.join(', ')}`;
      const log = `${where} answers CONNECT to ${target} with status ${statusCode}${offer}.`;
      refuse(failed('proxy', refusalOf(statusCode, schemes, place), log));
    };
    request.on('connect', (answer, socket) => {
      const { statusCode = 0 } = answer;
      if (statusCode >= 200 && statusCode < 300 && isSocket(socket)) return resolve({ ok: true, socket });
      socket.destroy();
      refused(answer);
    });
    request.on('response', (answer) => {
      request.destroy();
      refused(answer);
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) =>
      refuse(failed('proxy', message('proxy-silent', place), `${where}: ${error.message}`)),
    );
    request.end();
  });
}

/**
 * The names of the ways to log in that a proxy offers (RFC 9110, section 11.6.1): `Basic`, `NTLM`, `Negotiate`. Node joins
 * several headers with commas, which also stand between the parameters of one challenge; those have an equals sign.
 */
function schemesOf(header: string | readonly string[] | undefined): readonly string[] {
  const challenges = [header ?? []].flat().join(',');
  return [...challenges.matchAll(/(?:^|,)\s*([A-Za-z0-9-]+)(?=\s+[^=\s]|\s*(?:,|$))/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

/** Three reasons that need three people: the operator's password, the proxy's rules, the proxy's own way out. */
function refusalOf(
  status: number,
  schemes: readonly string[],
  place: { readonly host: string; readonly port: number },
): Message<NetworkErrorCode> {
  if (status === 407) {
    const [first] = schemes;
    const takesPasswords = first === undefined || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
    return takesPasswords
      ? message('proxy-refused', place)
      : message('proxy-authentication', { ...place, scheme: first });
  }
  return message(status >= 500 ? 'proxy-cannot-reach' : 'proxy-forbids', place);
}

/** Any answer below 500 means the platform is there; what it thinks of us is not the network's business. */
function askPlatform(
  { url: platform, caFile, clock }: Platform & { readonly url: URL },
  socket: Socket | null,
  signal: AbortSignal,
): Promise<Check> {
  return new Promise((resolve) => {
    const silent = (why: string, problem: Message<NetworkErrorCode> = message('platform-unreachable')) =>
      resolve(failed('platform', problem, `${platform.host}: ${why}`));
    let ca: string[];
    try {
      ca = trustedCertificates(caFile);
    } catch (error) {
      const problem = message('certificate-refused', {
        host: platform.hostname,
        why: 'ca_file cannot be read',
      });
      return silent(`platform.ca_file cannot be read: ${reasonOf(error)}`, problem);
    }
    const request = httpsRequest(platform, {
      method: 'HEAD',
      ca,
      signal,
      timeout: ANSWER_LIMIT_ms,
      agent: false,
      ...(socket === null ? {} : { socket, servername: platform.hostname }),
    });
    request.on('response', ({ statusCode = 0 }) => {
      request.destroy();
      if (statusCode < 500)
        return resolve(passed('platform', `${platform.host} answers with status ${statusCode}.`));
      silent(`status ${statusCode}`);
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) =>
      silent(error.message, problemOfTls(error, platform.hostname, clock.wallTime())),
    );
    request.end();
  });
}

/** The `connect` event promises a stream; on a TCP connection it is the socket. */
function isSocket(stream: object): stream is Socket {
  return 'setNoDelay' in stream;
}
