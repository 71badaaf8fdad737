import type { Appliance } from '../appliance.ts';
import { portEditor } from '../editors/number.ts';
import { hostEditor, passwordEditor, userEditor } from '../editors/proxy.ts';
import { fieldOf } from '../forms/form.ts';
import { offered } from '../forms/offered.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { CHANGES, FIELDS, ITEMS, PROMPTS, QUESTIONS } from '../labels.ts';
import { item } from '../menu-item.ts';
import { checkProxy, PROXY, type ProxySettings } from '../settings/parts/proxy.ts';
import { parseHost, portOf } from '../values/parse.ts';
import type { HostName, Port } from '../values/types.ts';
import type { PartMenu } from './part-menu.ts';

const isEnabled = ({ wanted }: Appliance): boolean => wanted.proxy !== null;

type ProxyDraft = Partial<ProxySettings>;

/** HTTPS: what the appliance's own wizard offers. */
const USUAL_PORT: Port | null = offered(portOf(443));

/** The gateway is often the proxy too: the appliance's own wizard offers it. */
function gatewayOf({ wanted, network }: Appliance): HostName | null {
  const { ipv4 } = wanted.lan;
  const gateway = ipv4.method === 'static' ? ipv4.gateway : network.lan.gateway;
  return gateway && offered(parseHost(gateway));
}

const setUp = wizardOf<ProxyDraft>({
  prompt: PROMPTS.proxy,
  question: QUESTIONS.proxy,
  change: CHANGES.proxy,
  review: true,
  form: {
    empty: {},
    fields: [
      fieldOf<ProxyDraft, 'host'>('host', {
        label: FIELDS.proxyHost,
        tip: 'The name or the address of the HTTP proxy.',
        editor: hostEditor,
        initial: (appliance) => appliance.wanted.proxy?.host ?? gatewayOf(appliance),
      }),
      fieldOf<ProxyDraft, 'port'>('port', {
        label: FIELDS.proxyPort,
        tip: 'The TCP port of the proxy, 1 to 65535.',
        editor: portEditor,
        initial: ({ wanted }) => wanted.proxy?.port ?? USUAL_PORT,
      }),
      fieldOf<ProxyDraft, 'user'>('user', {
        label: FIELDS.proxyUser,
        tip: 'The user the proxy asks for; empty if it asks for none.',
        editor: userEditor,
        initial: ({ wanted }) => wanted.proxy?.user ?? null,
      }),
      fieldOf<ProxyDraft, 'password'>('password', {
        label: FIELDS.proxyPassword,
        tip: 'The password of that user. It is not shown.',
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
  question: QUESTIONS.disableProxy,
  change: CHANGES.disableProxy,
  review: false,
  settings: (before) => ({ ...before, proxy: PROXY.factory }),
});

export const proxy = {
  wizards: { proxy: setUp, disableProxy: disable },
  items: [
    item({
      id: 'proxy',
      label: (appliance) => (isEnabled(appliance) ? ITEMS.changeProxy : ITEMS.enableProxy),
      tip: 'The platform is reached through an HTTP proxy.',
      opens: '#wizard-proxy',
    }),
    item({
      id: 'disableProxy',
      label: ITEMS.disableProxy,
      tip: 'The platform is reached without a proxy.',
      shown: isEnabled,
      opens: '#wizard-disableProxy',
    }),
  ],
} satisfies PartMenu;
