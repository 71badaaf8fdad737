import type { Appliance, LastUsed } from '../appliance.ts';
import { passwordEditor, userEditor } from '../editors/credentials.ts';
import { hostEditor } from '../editors/host.ts';
import { portEditor } from '../editors/number.ts';
import { fieldOf } from '../forms/field.ts';
import { offered } from '../forms/offered.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import { checkProxy, PROXY, type ProxySettings } from '../settings/parts/proxy.ts';
import { parseHost, portOf } from '../values/parse.ts';
import { NONE } from '../values/review.ts';
import type { HostName, Port } from '../values/types.ts';
import type { PartMenu } from './part-menu.ts';

const isEnabled = ({ wanted }: Appliance): boolean => wanted.proxy !== null;

type ProxyDraft = Partial<ProxySettings>;

/** HTTPS, as the original appliance's wizard offers. */
const USUAL_PORT: Port | null = offered(portOf(443));

/** The proxy that is set, else the one before it was disabled. */
const baseOf = ({ wanted, lastUsed }: Appliance): LastUsed['proxy'] => wanted.proxy ?? lastUsed.proxy;

/** The usual name of a proxy, in the domain that the DHCP server names. */
function namedByDhcp({ network }: Appliance): HostName | null {
  const { domain } = network.lan;
  return domain === null ? null : offered(parseHost(`proxy.${domain}`));
}

/** The gateway is often the proxy too: the original appliance's wizard offers it. */
function gatewayOf({ wanted, network }: Appliance): HostName | null {
  const { ipv4 } = wanted.lan;
  const gateway = ipv4.method === 'static' ? ipv4.gateway : network.lan.gateway;
  return gateway && offered(parseHost(gateway));
}

const setUp = wizardOf<ProxyDraft>({
  change: 'proxy',
  form: {
    empty: {},
    fields: [
      fieldOf<ProxyDraft, 'host'>('host', {
        label: 'proxyHost',
        tip: 'proxyHost',
        editor: hostEditor,
        value: (host) => ({ kind: 'host', host }),
        lines: ['proxyHost'],
        initial: (appliance) => baseOf(appliance)?.host ?? namedByDhcp(appliance) ?? gatewayOf(appliance),
        isGuess: (appliance) => baseOf(appliance) === null,
      }),
      fieldOf<ProxyDraft, 'port'>('port', {
        label: 'proxyPort',
        tip: 'proxyPort',
        editor: portEditor,
        value: (port) => ({ kind: 'number', number: port }),
        lines: ['proxyPort'],
        initial: (appliance) => baseOf(appliance)?.port ?? USUAL_PORT,
      }),
      fieldOf<ProxyDraft, 'user'>('user', {
        label: 'proxyUser',
        tip: 'proxyUser',
        editor: userEditor,
        value: (user) => (user === '' ? NONE : { kind: 'text', text: user }),
        lines: ['proxyUser'],
        initial: (appliance) => baseOf(appliance)?.user ?? null,
      }),
      fieldOf<ProxyDraft, 'password'>('password', {
        label: 'proxyPassword',
        tip: 'proxyPassword',
        editor: passwordEditor,
        value: (password) => (password === '' ? NONE : { kind: 'secret' }),
        lines: ['proxyPassword'],
        isSecret: true,
        initial: ({ wanted }) => wanted.proxy?.password ?? null,
        // The password of a proxy that was disabled is not kept.
        isGuess: ({ wanted, lastUsed }) => wanted.proxy === null && Boolean(lastUsed.proxy?.user),
      }),
    ],
    check({ user, password }) {
      const error = user === undefined || password === undefined ? null : checkProxy({ user, password });
      return error === null ? [] : [{ field: 'password', error }];
    },
  },
  settings({ host, port, user, password }, before) {
    const isWhole = host !== undefined && port !== undefined && user !== undefined && password !== undefined;
    return isWhole ? { ...before, proxy: { host, port, user, password } } : null;
  },
});

const disable = plainWizard({
  change: 'disableProxy',
  settings: (before) => ({ ...before, proxy: PROXY.factory }),
});

export const proxy = {
  wizards: { proxy: setUp, disableProxy: disable },
  items: [
    item({
      id: 'proxy',
      label: (appliance) => (isEnabled(appliance) ? 'changeProxy' : 'enableProxy'),
      opens: '#wizard-proxy',
    }),
    item({
      id: 'disableProxy',
      label: 'disableProxy',
      counterpart: 'proxy',
      shown: isEnabled,
      opens: '#wizard-disableProxy',
    }),
  ],
} satisfies PartMenu;
