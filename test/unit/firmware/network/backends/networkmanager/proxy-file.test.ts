import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { TIMED_OUT } from '../../../../../../firmware/network/backends/networkmanager/failures.ts';
import {
  proxyFileText,
  proxyUrl,
  writeProxyFile,
} from '../../../../../../firmware/network/backends/networkmanager/proxy-file.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { temporaryDirectory } from '../../../../../support/temporary-directory.ts';
import { proxy } from '../../../samples.ts';

const { signal } = new AbortController();

describe('the proxy file', () => {
  let directory = '';
  beforeEach(() => {
    directory = temporaryDirectory();
  });

  it('encodes what a URL or a shell would take for something else', () => {
    expect(proxyUrl(proxy('proxy.example', 8080, 'a@b', 'p:/ #$\'"`\\'))).toBe(
      'http://a%40b:p%3A%2F%20%23%24%27%22%60%5C@proxy.example:8080',
    );
    expect(proxyUrl(proxy('2001:db8::9', 3128))).toBe('http://[2001:db8::9]:3128');
  });

  it('is replaced whole, for the owner and the group only, and removed without a proxy', async () => {
    const path = join(directory, 'proxy.env');
    writeFileSync(path, 'old', { mode: 0o666 });
    writeFileSync(`${path}.tmp`, 'left behind by a power cut', { mode: 0o666 });
    const wanted = proxy('10.77.0.9', 3128, 'box', 'secret');
    await writeProxyFile(path, wanted, signal);
    expect(readFileSync(path, 'utf8')).toBe(proxyFileText(wanted));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    await writeProxyFile(path, null, signal);
    await writeProxyFile(path, null, signal);
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  it("behind a link is what is replaced: the package's own link in /etc was once removed, or could not be", async () => {
    const path = join(directory, 'etc-proxy.env');
    mkdirSync(join(directory, 'state'));
    symlinkSync('state/proxy.env', path);
    const wanted = proxy('10.77.0.9', 3128, 'box', 'secret');
    for (const each of [null, wanted, null]) {
      await writeProxyFile(path, each, signal);
      expect(readlinkSync(path)).toBe('state/proxy.env');
      expect(readdirSync(join(directory, 'state'))).toEqual(each === null ? [] : ['proxy.env']);
    }
  });

  it('in a directory that is not there is a store failure', async () => {
    const path = join(directory, 'nowhere', 'proxy.env');
    await expect(writeProxyFile(path, null, signal)).rejects.toMatchObject({
      code: 'store-failed',
    });
  });

  it('that cannot be replaced leaves no password behind in a file beside it', async () => {
    const path = join(directory, 'proxy.env');
    mkdirSync(path);
    const written = writeProxyFile(path, proxy('10.77.0.9', 3128, 'box', 'secret'), signal);
    await expect(written).rejects.toMatchObject({ code: 'store-failed' });
    expect(readdirSync(directory)).toEqual(['proxy.env']);
  });

  it('stays as it was when the change is called off before it is replaced', async () => {
    const path = join(directory, 'proxy.env');
    writeFileSync(path, 'old');
    const calledOff = AbortSignal.abort(new NetworkFailure(TIMED_OUT, 'too late'));
    const written = writeProxyFile(path, proxy('10.77.0.9', 3128), calledOff);
    await expect(written).rejects.toMatchObject({ code: 'timed-out' });
    expect(readdirSync(directory)).toEqual(['proxy.env']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});
