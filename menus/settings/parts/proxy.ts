import type { Parsed, SettingsError } from '../../values/errors.ts';
import { settingsError } from '../../values/messages.ts';
import { parseHost, parsePassword, parseUser, portOf } from '../../values/parse.ts';
import { complete, type Reader } from '../../values/problems.ts';
import { type Difference, NONE, reviewOf } from '../../values/review.ts';
import type { HostName, Port } from '../../values/types.ts';
import type { Part } from './part.ts';

/** The HTTP proxy the platform is reached through. */
export interface ProxySettings {
  readonly host: HostName;
  readonly port: Port;
  /** Empty: no authentication. */
  readonly user: string;
  /** A secret: never shown, never logged. */
  readonly password: string;
}

type Line = 'proxyHost' | 'proxyPort' | 'proxyUser' | 'proxyPassword';

/** Stands for any password; its length is fixed so that it does not reveal the password's. */
const MASKED_PASSWORD = '********';

/** Host names are stored in the one form that parsing gives. */
function canonicalHost(text: string): Parsed<HostName> {
  const parsed = parseHost(text);
  return parsed.ok && parsed.value !== text ? parseHost('') : parsed;
}

function read(reader: Reader, json: unknown, pointer: string): ProxySettings | undefined {
  const read = reader.object(json, pointer, ['host', 'port', 'user', 'password']);
  if (!read) return undefined;
  return complete<ProxySettings>({
    host: reader.text(read.host, `${pointer}/host`, canonicalHost),
    port: reader.number(read.port, `${pointer}/port`, portOf),
    user: reader.text(read.user, `${pointer}/user`, parseUser),
    password: reader.text(read.password, `${pointer}/password`, parsePassword),
  });
}

/** Error: `password-without-user`, to be shown at the password. */
export function checkProxy(proxy: Pick<ProxySettings, 'user' | 'password'>): SettingsError | null {
  return proxy.user === '' && proxy.password !== '' ? settingsError('password-without-user') : null;
}

const lines = reviewOf<ProxySettings | null, Line>({
  proxyHost: (proxy) => (proxy ? { kind: 'host', host: proxy.host } : NONE),
  proxyPort: (proxy) => (proxy ? { kind: 'number', number: proxy.port } : NONE),
  proxyUser: (proxy) => (proxy?.user ? { kind: 'text', text: proxy.user } : NONE),
  proxyPassword: (proxy) => (proxy?.password ? { kind: 'secret' } : NONE),
});

/** All passwords look alike when masked, so a changed one gets a line of its own. */
function review(before: ProxySettings | null, after: ProxySettings | null): readonly Difference<Line>[] {
  const isReplaced = before?.password && after?.password && before.password !== after.password;
  const secret = { kind: 'secret' } as const;
  return isReplaced
    ? [...lines(before, after), { line: 'proxyPassword', before: secret, after: secret }]
    : lines(before, after);
}

/** null: the platform is reached without a proxy. */
export const PROXY: Part<ProxySettings | null, Line> = {
  factory: null,
  read: (reader, json, pointer) => (json === null ? null : read(reader, json, pointer)),
  write: (proxy) =>
    proxy && { host: proxy.host, port: proxy.port, user: proxy.user, password: proxy.password },
  secrets: (proxy) => (proxy?.password ? [proxy.password] : []),
  mask: (proxy) => (proxy?.password ? { ...proxy, password: MASKED_PASSWORD } : proxy),
  check(proxy) {
    const error = proxy && checkProxy(proxy);
    return error ? [error] : [];
  },
  review,
};
