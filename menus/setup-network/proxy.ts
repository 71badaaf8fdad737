import type { Appliance } from '../appliance.ts';
import { passwordEditor, userEditor } from '../editors/credentials.ts';
import { hostEditor } from '../editors/host.ts';
import { portEditor } from '../editors/number.ts';
import { fieldOf } from '../forms/form.ts';
import { offered } from '../forms/offered.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import { checkProxy, PROXY, type ProxySettings } from '../settings/parts/proxy.ts';
import { parseHost, portOf } from '../values/parse.ts';
import type { HostName, Port } from '../values/types.ts';
import type { PartMenu } from './part-menu.ts';

const isEnabled = ({ wanted }: Appliance): boolean => wanted.proxy !== null;

type ProxyDraft = Partial<ProxySettings>;

/** HTTPS, as the original appliance's wizard offers. */
const USUAL_PORT: Port | null = offered(portOf(443));

/** The gateway is often the proxy too: the original appliance's wizard offers it. */
function gatewayOf({ wanted, network }: Appliance): HostName | null {
  const { ipv4 } = wanted.lan;
  const gateway = ipv4.method === 'static' ? ipv4.gateway : network.lan.gateway;
  return gateway && offered(parseHost(gateway));
}

const setUp = wizardOf<ProxyDraft>({
  prompt: 'proxy',
  question: 'proxy',
  change: 'proxy',
  review: true,
  form: {
    empty: {},
    fields: [
      fieldOf<ProxyDraft, 'host'>('host', {
        label: 'proxyHost',
        tip: 'proxyHost',
        editor: hostEditor,
        initial: (appliance) => appliance.wanted.proxy?.host ?? gatewayOf(appliance),
      }),
      fieldOf<ProxyDraft, 'port'>('port', {
        label: 'proxyPort',
        tip: 'proxyPort',
        editor: portEditor,
        initial: ({ wanted }) => wanted.proxy?.port ?? USUAL_PORT,
      }),
      fieldOf<ProxyDraft, 'user'>('user', {
        label: 'proxyUser',
        tip: 'proxyUser',
        editor: userEditor,
        initial: ({ wanted }) => wanted.proxy?.user ?? null,
      }),
      fieldOf<ProxyDraft, 'password'>('password', {
        label: 'proxyPassword',
        tip: 'proxyPassword',
        editor: passwordEditor,
        initial: ({ wanted }) => wanted.proxy?.password ?? null,
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
  question: 'disableProxy',
  change: 'disableProxy',
  review: false,
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
      shown: isEnabled,
      opens: '#wizard-disableProxy',
    }),
  ],
} satisfies PartMenu;
