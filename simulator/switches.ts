import type { VirtualFaults, VirtualPanel } from '../drivers/virtual/virtual-panel.ts';
import type { Daemon } from '../firmware/daemon.ts';
import {
  ALL_IN_ORDER,
  NETWORK_SWITCHES,
  type NetworkSwitch,
} from '../firmware/network/backends/simulated/switches.ts';
import { isUnderWay } from '../menus/update.ts';
import type { DiskFault, FaultyDisk } from './disk.ts';
import type { FaultGrammar } from './script/parse.ts';
import type { SendRequest } from './send-request.ts';

/** What the switches act on. */
export interface SwitchedParts {
  readonly panel: VirtualPanel;
  readonly disk: FaultyDisk;
  /** null: not running. */
  readonly daemon: Daemon | null;
  /** A request of the appliance's other software; lost while no daemon runs. */
  readonly send: SendRequest;
  readonly hasPower: boolean;
  cutPower(): void;
  /** Resolves when the appliance has booted. */
  powerOn(): Promise<void>;
  /** State of a switch of the simulated network, as a word of that switch. */
  networkState(name: string): string;
  setNetwork(name: string, value: string): void;
  /** Whether the panel is on its cable; kept here because the panel does not report it. */
  isPanelPlugged: boolean;
}

/** A fault that can be set and cleared: `fault NAME VALUE` in a script, a line of the list in the simulator. */
export interface BenchSwitch extends FaultGrammar {
  readonly help: string;
  /** Its state: the first of `values` without a fault, unless the appliance decides it. */
  state(parts: SwitchedParts): string;
  isNormal(parts: SwitchedParts): boolean;
  /** Sets it to a value the grammar accepts. */
  set(parts: SwitchedParts, value: string): void | Promise<void>;
  /** The value that one manual turn sets next. */
  next(parts: SwitchedParts): string;
}

/** Every switch, in the order they are listed: the network, then the panel, then the appliance. */
export const BENCH_SWITCHES: readonly BenchSwitch[] = [
  ...NETWORK_SWITCHES.map(networkSwitch),
  powerSwitch(),
  panelSwitch(),
  diskSwitch(),
  settingsSwitch(),
  updateSwitch(),
  scanSwitch(),
  agentSwitch(),
  heartbeatSwitch(),
  featureSwitch('ipv6'),
  featureSwitch('vlan'),
];

/** @throws Error when there is no such switch: scripts are checked before they run */
export function benchSwitch(name: string): BenchSwitch {
  const found = BENCH_SWITCHES.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(`there is no switch ${name}`);
  }
  return found;
}

/** The value after this one, the first after the last. */
function after(values: readonly string[], value: string): string {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

function networkSwitch({ name, states, help, set }: NetworkSwitch): BenchSwitch {
  // A state with an upper-case part stands for a value of that kind.
  const words = states.filter((state) => !/[A-Z]/.test(state));
  return {
    name,
    values: states,
    accepts: (value) => set(ALL_IN_ORDER, value) !== null,
    help,
    state: (parts) => parts.networkState(name),
    isNormal: (parts) => parts.networkState(name) === states[0],
    set: (parts, value) => parts.setNetwork(name, value),
    next: (parts) => after(words, parts.networkState(name)),
  };
}

/** A switch with a fixed list of states. */
function choice(
  name: string,
  values: readonly [string, ...string[]],
  help: string,
  turn: {
    state(parts: SwitchedParts): string;
    set(parts: SwitchedParts, value: string): void | Promise<void>;
  },
): BenchSwitch {
  return {
    name,
    values,
    help,
    state: turn.state,
    set: turn.set,
    isNormal: (parts) => turn.state(parts) === values[0],
    next: (parts) => after(values, turn.state(parts)),
  };
}

function powerSwitch(): BenchSwitch {
  return choice('power', ['on', 'off'], 'power of the whole machine; cut in the middle of whatever it does', {
    state: ({ hasPower }) => (hasPower ? 'on' : 'off'),
    set: (parts, value) => (value === 'off' ? parts.cutPower() : parts.powerOn()),
  });
}

/** Line noise as from a loose connector; the bytes are arbitrary but the same in every run. */
const NOISE = Uint8Array.from({ length: 300 }, (_, index) => (index * 151 + (index >> 3) * 89) & 0xff);

function panelSwitch(): BenchSwitch {
  const values = ['connected', 'silent', 'mute', 'unplugged'] as const;
  const state = ({ panel, isPanelPlugged }: SwitchedParts): string =>
    isPanelPlugged ? lineState(panel.faults) : 'unplugged';
  return {
    name: 'panel',
    values: [...values, 'reset', 'noise'],
    help: 'the panel: silent answers nothing, mute shows what it is sent and is not heard; reset and noise happen once',
    state,
    isNormal: (parts) => state(parts) === 'connected',
    next: (parts) => after(values, state(parts)),
    set(parts, value) {
      const { faults } = parts.panel;
      if (value === 'reset') {
        faults.reset();
      } else if (value === 'noise') {
        faults.noise(NOISE);
      } else {
        faults.silent = value === 'silent';
        faults.mute = value === 'mute';
        plug(parts, value !== 'unplugged');
      }
    },
  };
}

function lineState({ silent, mute }: VirtualFaults): 'silent' | 'mute' | 'connected' {
  if (silent) return 'silent';
  return mute ? 'mute' : 'connected';
}

function plug(parts: SwitchedParts, isPlugged: boolean): void {
  if (isPlugged === parts.isPanelPlugged) {
    return;
  }
  parts.isPanelPlugged = isPlugged;
  if (isPlugged) {
    parts.panel.faults.plug();
  } else {
    parts.panel.faults.unplug();
  }
}

const DISK_WORDS: ReadonlyMap<string, DiskFault> = new Map([
  ['ok', 'none'],
  ['full', 'full'],
  ['failing', 'failing'],
]);

function diskSwitch(): BenchSwitch {
  return choice('disk', ['ok', 'full', 'failing'], 'the disk under the state directory', {
    state: ({ disk }) => (disk.fault === 'none' ? 'ok' : disk.fault),
    set: ({ disk }, value) => {
      disk.fault = DISK_WORDS.get(value) ?? 'none';
    },
  });
}

/** As the firmware names it. */
const SETTINGS_FILE = 'settings.json';

function settingsSwitch(): BenchSwitch {
  const help = 'what the settings file holds at the next start: damage, or settings of later software';
  return choice('settings', ['kept', 'damaged', 'newer'], help, {
    state: ({ disk }) => FILE_STATES.get(disk.files.read(SETTINGS_FILE) ?? '') ?? 'kept',
    set: ({ disk }, value) => {
      const [text] = [...FILE_STATES].find(([, state]) => state === value) ?? [];
      if (text === undefined) {
        return;
      }
      disk.files.write(SETTINGS_FILE, text);
      disk.files.sync(SETTINGS_FILE);
      disk.files.syncDirectory();
    },
  });
}

/** Contents of the settings file, and the state each represents. */
const FILE_STATES: ReadonlyMap<string, 'damaged' | 'newer'> = new Map([
  // The beginning of a file whose rest was never written.
  ['{ "lan": {', 'damaged'],
  ['{ "keptBy": "", "settings": { "version": 1000 } }', 'newer'],
]);

const UPDATE_MESSAGE = 'INSTALLING';

function updateSwitch(): BenchSwitch {
  return {
    name: 'update',
    values: ['none', 'start', 'progress PERCENT', 'done', 'failed'],
    accepts: (value) => /^progress (100|[1-9]?\d)$/.test(value),
    help: 'a software update, as its source reports it',
    state: updateState,
    isNormal: (parts) => updateState(parts) === 'none',
    next: (parts) => NEXT_UPDATE.get(updateState(parts)) ?? 'done',
    async set(parts, value) {
      const progress = /^progress (\d+)$/.exec(value);
      if (value === 'start' || progress !== null) {
        const percent = progress === null ? null : Number(progress[1]);
        await parts.send('PUT', '/v1/update', { state: 'running', percent, message: UPDATE_MESSAGE });
      } else if (parts.daemon !== null && isUnderWay(parts.daemon.appliance().update)) {
        const ended = value === 'failed' ? { result: value, message: 'NO SPACE LEFT' } : { result: 'done' };
        await parts.send('DELETE', '/v1/update', ended);
      }
    },
  };
}

const reportPlatform = (parts: SwitchedParts, body: object): Promise<void> =>
  parts.send('PUT', '/v1/platform', body);

const NEXT_UPDATE: ReadonlyMap<string, string> = new Map([
  ['none', 'start'],
  ['failed', 'start'],
  ['started', 'progress 40'],
  ['40 %', 'progress 80'],
]);

function updateState({ daemon }: SwitchedParts): string {
  const update = daemon?.appliance().update;
  if (update === undefined || update.state !== 'running') {
    return update?.state ?? 'none';
  }
  return update.percent === null ? 'started' : `${update.percent} %`;
}

function scanSwitch(): BenchSwitch {
  return choice('scan', ['none', 'running'], 'whether a scan runs', {
    state: ({ daemon }) => (daemon?.appliance().platform.scanRunning === true ? 'running' : 'none'),
    set: (parts, value) => reportPlatform(parts, { scanRunning: value === 'running' }),
  });
}

function agentSwitch(): BenchSwitch {
  const state = ({ daemon }: SwitchedParts): string => {
    const connected = daemon?.appliance().platform.connected ?? null;
    return connected === null ? 'unheard' : connected ? 'connected' : 'failing';
  };
  return {
    name: 'agent',
    values: ['unheard', 'connected', 'failing'],
    help: "the platform's agent: whether its polls succeed; lights S1",
    state,
    isNormal: (parts) => state(parts) !== 'failing',
    next: (parts) => (state(parts) === 'connected' ? 'failing' : 'connected'),
    set: (parts, value) =>
      reportPlatform(parts, { connected: value === 'unheard' ? null : value === 'connected' }),
  };
}

function heartbeatSwitch(): BenchSwitch {
  const state = ({ daemon }: SwitchedParts): string => {
    const isOk = daemon?.appliance().platform.heartbeatOk ?? null;
    return isOk === null ? 'unheard' : isOk ? 'ok' : 'missed';
  };
  return {
    name: 'heartbeat',
    values: ['unheard', 'ok', 'missed'],
    help: 'whether the distribution server was reached',
    state,
    isNormal: (parts) => state(parts) !== 'missed',
    next: (parts) => (state(parts) === 'ok' ? 'missed' : 'ok'),
    set: (parts, value) =>
      reportPlatform(parts, { heartbeatOk: value === 'unheard' ? null : value === 'ok' }),
  };
}

function featureSwitch(feature: 'ipv6' | 'vlan'): BenchSwitch {
  return choice(`account-${feature}`, ['on', 'off'], `whether the account has ${feature.toUpperCase()}`, {
    state: ({ daemon }) => (daemon?.appliance().features[feature] === true ? 'on' : 'off'),
    set: async (parts, value) => {
      const features = parts.daemon?.appliance().features;
      await reportPlatform(parts, { features: { ...features, [feature]: value === 'on' } });
    },
  });
}
