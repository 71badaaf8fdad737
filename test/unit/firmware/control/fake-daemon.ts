/** A daemon that does what the test says and remembers what it was asked; the control socket needs no more. */
import type { AskedNumbers } from '../../../../drivers/keys/sight.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import type { ControlledDaemon, ControlParts, ControlRules } from '../../../../firmware/control/ports.ts';
import type { NetworkOutcome } from '../../../../firmware/network/network.ts';
import { applyPlatform, type PlatformRequest } from '../../../../firmware/network/platform-change.ts';
import type { OperatorSession } from '../../../../firmware/sessions/operator-session.ts';
import type { Appliance } from '../../../../menus/appliance.ts';
import type { PowerRequest, PowerVerdict } from '../../../../menus/effects.ts';
import { frameOf, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import type { KeyEvent } from '../../../../menus/keys.ts';
import { decodeSettings } from '../../../../menus/settings/codec.ts';
import { equalSettings, FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import type { View } from '../../../../menus/view.ts';
import type { ChangeTitle } from '../../../../menus/words/words.ts';
import { applianceWith } from '../samples.ts';

/** A static LAN, a proxy with a password, and the local VLAN 7. */
export const SETTINGS = settingsOf({
  ...FACTORY_SETTINGS,
  lan: {
    ipv4: {
      method: 'static',
      address: '192.168.1.10',
      prefixLength: 24,
      gateway: '192.168.1.1',
      dns: ['192.168.1.1'],
    },
    ipv6: false,
  },
  vlan: { id: 7, address: '10.7.0.2', prefixLength: 24 },
  proxy: { host: 'proxy.example', port: 3128, user: 'scanner', password: 'hunter2-hunter2' },
});

/** Settings from plain text and numbers, checked. */
function settingsOf(plain: object): Settings {
  const decoded = decodeSettings(plain);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.value;
}

export const STATUS_VIEW: View = {
  screen: {
    kind: 'status',
    page: 'home',
    index: 0,
    count: 1,
    tone: 'normal',
    entries: [{ label: '', value: 'is_acme' }],
    percent: null,
    part: 0,
    board: [],
  },
  menu: null,
  tip: 'Press ENTER to open the menu.',
  leavingIn_s: null,
};

const APPLIANCE = applianceWith({
  name: 'is_acme',
  kind: 'virtual',
  serial: '30123',
  version: '1.2.3',
  hasWan: false,
  wanted: SETTINGS,
  pinSet: true,
});

export class FakeSession implements OperatorSession {
  readonly pressed: KeyEvent[] = [];
  readonly seen: (number | undefined)[] = [];
  readonly listeners = new Set<(view: View) => void>();
  closed = false;
  shown: View = STATUS_VIEW;
  shownLink: PanelLink | null;
  readonly id: string;
  readonly name: string;
  readonly kind: 'panel' | 'console';

  constructor(id: string, name: string, kind: 'panel' | 'console') {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.shownLink = kind === 'panel' ? { state: 'silent' } : null;
  }

  view = () => this.shown;
  watch(listener: (view: View) => void) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  press(key: KeyEvent, seen?: number) {
    this.pressed.push(key);
    this.seen.push(seen);
  }
  questions: AskedNumbers | null = null;
  asked = () => this.questions;
  frame = () => (this.kind === 'panel' ? frameOf(GEOMETRY_20X4, ['IS_ACME']) : null);
  link = () => this.shownLink;
  locked = false;
  isLocked = () => this.locked;
  close() {
    this.closed = true;
  }
  show(view: View) {
    this.shown = view;
    for (const listener of this.listeners) listener(view);
  }
}

export class FakeDaemon implements ControlledDaemon {
  value: Appliance = APPLIANCE;
  readonly watchers = new Set<(appliance: Appliance) => void>();
  readonly sessionWatchers = new Set<() => void>();
  readonly open: FakeSession[] = [new FakeSession('panel', 'cfa635 on /dev/ttyS1', 'panel')];
  readonly powerActions: string[] = [];
  readonly finished: string[] = [];
  readonly changes: { wanted: Settings; title: ChangeTitle }[] = [];
  powerVerdict: PowerVerdict = { ok: true };
  outcome: NetworkOutcome = { kind: 'kept' };

  appliance = () => this.value;
  sessions = () => this.open;
  watch(listener: (appliance: Appliance) => void) {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }
  watchSessions(listener: () => void) {
    this.sessionWatchers.add(listener);
    return () => this.sessionWatchers.delete(listener);
  }
  change(parts: Partial<Appliance>) {
    this.value = { ...this.value, ...parts };
    for (const watcher of this.watchers) watcher(this.value);
  }
  openSession({ name }: { readonly name: string }) {
    const session = new FakeSession(`console-${this.open.length}`, name, 'console');
    this.open.push(session);
    return session;
  }
  readonly updates = {
    running: (percent: number | null, message: string) =>
      this.change({ update: { state: 'running', percent, message } }),
    finished: (result: 'done' | 'failed') => {
      this.finished.push(result);
      this.change({ update: { state: 'none' } });
    },
  };
  async updateReleased() {
    this.finished.push('released');
  }
  async power({ action, despiteSilence }: PowerRequest) {
    this.powerActions.push(despiteSilence ? `${action} despite silence` : action);
    return this.powerVerdict;
  }
  applyPlatform(request: PlatformRequest) {
    const report = ({ name, features, ...status }: PlatformRequest['report']) =>
      this.change({
        name: name ?? this.value.name,
        features: features ?? this.value.features,
        platform: { ...this.value.platform, ...status },
      });
    const changeUnattended = async (wanted: Settings, title: ChangeTitle) => {
      if (equalSettings(this.value.wanted, wanted)) return { kind: 'nothing-to-do' } as const;
      this.changes.push({ wanted, title });
      if (this.outcome.kind === 'kept') this.change({ wanted });
      return this.outcome;
    };
    const appliance = { value: this.value };
    return applyPlatform(request, { appliance, platform: { report }, network: { changeUnattended } });
  }
}

const silent = () => undefined;
export const SILENT_LOG: ControlParts['log'] = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => SILENT_LOG,
  tail: () => ['time=2026-11-29T08:00:00.000Z level=info msg="bezel starts"'],
  redact: silent,
};

export interface FakeParts extends ControlParts {
  readonly daemon: FakeDaemon;
  readonly clock: SimulatedClock;
}

export function fakeParts(rules: Partial<ControlRules> = {}): FakeParts {
  return {
    daemon: new FakeDaemon(),
    clock: new SimulatedClock(),
    log: SILENT_LOG,
    rules: { remoteKeys: false, updateSource: 'control', lease_s: 60, ...rules },
  };
}
