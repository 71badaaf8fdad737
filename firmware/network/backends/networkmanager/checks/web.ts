import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Check } from '../../../../../menus/appliance.ts';
import type { ProxySettings } from '../../../../../menus/settings/parts/proxy.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { failed, passed, skipped } from '../../../checks.ts';

/** Connecting, TLS and the answer: far away and through a proxy it stays below 5 s. */
const ANSWER_LIMIT_ms = 8_000;
const HTTPS_PORT = 443;

/** A way to the platform through the proxy, or why there is none. */
type Tunnel = { readonly ok: true; readonly socket: Socket } | { readonly ok: false; readonly check: Check };

/** TEST NETWORK's last lines: does the proxy let us through, does the platform answer over HTTPS? */
export async function checkWeb(
  platform: URL | null,
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
    report(await askPlatform(platform, null, signal));
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
    report(await askPlatform(platform, tunnel.socket, signal));
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
    request.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300 && isSocket(socket)) return resolve({ ok: true, socket });
      socket.destroy();
      refuse(
        failed(
          'proxy',
          message('proxy-refused', place),
          `${where} answers CONNECT with status ${statusCode}.`,
        ),
      );
    });
    request.on('response', ({ statusCode = 0 }) => {
      request.destroy();
      refuse(
        failed(
          'proxy',
          message('proxy-refused', place),
          `${where} answers CONNECT with status ${statusCode}.`,
        ),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) =>
      refuse(failed('proxy', message('proxy-silent', place), `${where}: ${error.message}`)),
    );
    request.end();
  });
}

/** Any answer below 500 means the platform is there; what it thinks of us is not the network's business. */
function askPlatform(platform: URL, socket: Socket | null, signal: AbortSignal): Promise<Check> {
  return new Promise((resolve) => {
    const silent = (why: string) =>
      resolve(failed('platform', message('platform-unreachable'), `${platform.host}: ${why}`));
    const request = httpsRequest(platform, {
      method: 'HEAD',
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
    request.on('error', (error) => silent(error.message));
    request.end();
  });
}

/** The `connect` event promises a stream; on a TCP connection it is the socket. */
function isSocket(stream: object): stream is Socket {
  return 'setNoDelay' in stream;
}
