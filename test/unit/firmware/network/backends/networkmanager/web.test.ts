import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import {
  problemOfTls,
  trustedCertificates,
} from '../../../../../../firmware/network/backends/networkmanager/checks/trust.ts';
import { checkWeb } from '../../../../../../firmware/network/backends/networkmanager/checks/web.ts';
import type { Check } from '../../../../../../menus/appliance.ts';
import { SimulatedClock } from '../../../../../../menus/simulated-clock.ts';
import { message } from '../../../../../../menus/words/messages.ts';
import { temporaryDirectory } from '../../../../../support/temporary-directory.ts';
import { proxy } from '../../../samples.ts';

const listening: Server[] = [];
afterEach(() => {
  for (const server of listening.splice(0)) server.close();
});

/** A proxy that answers every CONNECT in this way; its port. */
async function proxyThatSays(status: number, headers: readonly string[] = []): Promise<number> {
  const server = createServer();
  server.on('connect', (_request, socket) => {
    socket.end([`HTTP/1.1 ${status} No`, ...headers, 'Content-Length: 0', '', ''].join('\r\n'));
  });
  listening.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return v.parse(v.object({ port: v.number() }), server.address()).port;
}

async function askedThrough(port: number): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const platform = {
    url: new URL('https://platform.example/'),
    caFile: null,
    clock: new SimulatedClock(),
  };
  await checkWeb(
    platform,
    proxy('localhost', port, 'u', 'p'),
    (check) => checks.push(check),
    new AbortController().signal,
  );
  return checks;
}

describe('a proxy that does not let us through', () => {
  it.each([
    ['wants a password', 407, ['Proxy-Authenticate: Basic realm="x"'], 'proxy-refused'],
    [
      'wants a password among others',
      407,
      ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: Basic realm="x"'],
      'proxy-refused',
    ],
    ['does not say what it wants', 407, [], 'proxy-refused'],
    ['wants what we have not', 407, ['Proxy-Authenticate: NTLM'], 'proxy-authentication'],
    ['forbids the platform', 403, [], 'proxy-forbids'],
    ['forbids CONNECT', 405, [], 'proxy-forbids'],
    ['does not reach it', 502, [], 'proxy-cannot-reach'],
    ['is too busy', 503, [], 'proxy-cannot-reach'],
  ])('%s: all once were PROXY LOGIN FAIL', async (_how, status, headers, code) => {
    const [check, platform] = await askedThrough(await proxyThatSays(status, headers));
    expect(check?.problem?.code).toBe(code);
    expect(check?.log).toContain(`CONNECT to platform.example:443 with status ${status}`);
    expect(platform).toMatchObject({ name: 'platform', result: 'skipped' });
  });

  it('names the way to log in that it wants', async () => {
    const port = await proxyThatSays(407, ['Proxy-Authenticate: NTLM', 'Proxy-Authenticate: Negotiate']);
    const [check] = await askedThrough(port);
    expect(check?.problem).toEqual(
      message('proxy-authentication', { host: 'localhost', port, scheme: 'NTLM' }),
    );
    expect(check?.log).toContain('it offers NTLM, Negotiate');
  });
});

describe('an error over TLS', () => {
  const problem = (code: string) =>
    problemOfTls(Object.assign(new Error('x'), { code }), 'platform.example', Date.UTC(2010, 0, 1));

  it('is a clock that is wrong where the certificate is not valid yet, with the date', () => {
    expect(problem('CERT_NOT_YET_VALID')).toEqual(message('clock-wrong', { date: '2010-01-01' }));
  });

  it('is a certificate that is refused, with the reason', () => {
    expect(problem('SELF_SIGNED_CERT_IN_CHAIN')).toEqual(
      message('certificate-refused', { host: 'platform.example', why: 'self signed cert in chain' }),
    );
  });

  it('is a platform that is not reached otherwise', () => {
    expect(problem('ECONNRESET')).toEqual(message('platform-unreachable'));
    expect(problemOfTls(new Error('x'), 'h', 0)).toEqual(message('platform-unreachable'));
  });
});

describe('whom is trusted', () => {
  it('is Node, the machine and the configured authority', () => {
    const directory = join(temporaryDirectory(), 'ca');
    mkdirSync(directory);
    writeFileSync(join(directory, 'own.pem'), 'OWN');
    const trusted = trustedCertificates(join(directory, 'own.pem'));
    expect(trusted.at(-1)).toBe('OWN');
    expect(trusted.length).toBeGreaterThan(100);
    expect(trustedCertificates(null)).not.toContain('OWN');
  });

  it('cannot be said when the configured file is not there: the check names it', async () => {
    const checks: Check[] = [];
    const platform = {
      url: new URL('https://127.0.0.1:1/'),
      caFile: '/nonexistent/ca.pem',
      clock: new SimulatedClock(),
    };
    await checkWeb(platform, null, (check) => checks.push(check), new AbortController().signal);
    expect(checks[0]).toMatchObject({ problem: { code: 'certificate-refused' } });
    expect(checks[0]?.log).toContain('platform.ca_file cannot be read: ENOENT');
  });
});
