/**
 * Every message to an operator, as a code with values. A message travels as data; a language's table
 * (`en.ts` and its neighbours) turns it into text at the last moment. Codes are identity: they are compared, logged
 * and sent over the control socket, and never change their meaning. Values are plain JSON and never a secret.
 */
import type { CheckName } from '../network-status.ts';
import type { PowerAction } from '../power-action.ts';
import type { LinkRole, Role } from '../role.ts';
import type { SettingsErrorValues } from '../values/errors.ts';

/** A message that needs no values. */
export type None = Readonly<Record<never, never>>;

/** The part of a role's configuration that differs from the wanted one. */
export type RolePart =
  | 'interface'
  | 'profile'
  | 'address'
  | 'ipv6'
  | 'gateway'
  | 'dns'
  | 'route'
  | 'rules'
  | 'bridge'
  | 'vlan-id'
  | 'parent';

/** What belongs to no role: the proxy, and a profile with a name of Bezel's that Bezel would not have made. */
export type RolelessPart = 'unknown-profile' | 'proxy';

export type MismatchPart = RolePart | RolelessPart;

/** Where a difference stands. */
export type MismatchPlace =
  | { readonly role: Role; readonly part: RolePart }
  | { readonly role: null; readonly part: RolelessPart };

/** Where a difference stands, and what is there instead; `inForce` is a value such as an address, '' for none. */
export type MismatchValues = MismatchPlace & { readonly inForce: string };

/** How the daemon's last run ended. */
export type RestartCause = 'power-lost' | 'restarted';

/** What a running change does at the moment. */
interface StepValues {
  readonly 'step-check-before': None;
  readonly 'step-probe-address': { readonly address: string };
  readonly 'step-remove-vlan': { readonly id: number };
  readonly 'step-add-vlan': { readonly id: number };
  readonly 'step-remove-wan': None;
  readonly 'step-configure-lan': None;
  readonly 'step-configure-wan': None;
  readonly 'step-write-proxy': None;
  readonly 'step-remove-proxy': None;
  readonly 'step-remove-foreign': None;
  readonly 'step-read-back': None;
  readonly 'step-verify': { readonly check: CheckName };
  readonly 'step-undo': None;
}

/** Why a network operation failed, or a check did. */
interface NetworkErrorValues {
  readonly 'no-carrier': { readonly link: LinkRole };
  readonly 'no-lease': { readonly link: LinkRole };
  readonly 'address-in-use': { readonly address: string; readonly mac: string };
  /** null: there is none to ask. */
  readonly 'gateway-silent': { readonly gateway: string | null };
  /** The servers that were asked, in order; may be none. */
  readonly 'dns-silent': { readonly servers: readonly string[] };
  readonly 'no-router-advertised': None;
  /** A router advertises itself and no prefix to make an address of. */
  readonly 'router-without-prefix': { readonly router: string };
  readonly 'no-default-router': None;
  /** Duplicate address detection has failed. */
  readonly 'ipv6-address-in-use': { readonly address: string };
  /** `name` is what configuration calls it; `present`: the names of the Ethernet interfaces there are. */
  readonly 'interface-missing': {
    readonly link: LinkRole;
    readonly name: string;
    readonly present: readonly string[];
  };
  /** `by` is the software that holds the interface, `file` where that is written; '' where unknown. */
  readonly 'not-managed': { readonly link: LinkRole; readonly by: string; readonly file: string };
  readonly 'link-not-ready': { readonly link: LinkRole };
  readonly 'vlan-silent': { readonly id: number };
  /** The interface or gateway that the kernel prefers to LAN's default route. */
  readonly 'rival-route': { readonly via: string };
  readonly 'rival-profile': { readonly link: LinkRole; readonly profile: string };
  /** The servers in use instead of ours; may be none. */
  readonly 'dns-elsewhere': { readonly servers: readonly string[] };
  readonly 'foreign-address': { readonly link: LinkRole; readonly address: string };
  readonly 'vlan-refused': { readonly id: number };
  readonly 'backend-absent': None;
  readonly 'backend-restarted': None;
  readonly 'proxy-silent': { readonly host: string; readonly port: number };
  readonly 'proxy-refused': { readonly host: string; readonly port: number };
  /** It lets nobody in with a password; `scheme` is what it wants instead: NTLM. */
  readonly 'proxy-authentication': { readonly host: string; readonly port: number; readonly scheme: string };
  readonly 'proxy-forbids': { readonly host: string; readonly port: number };
  readonly 'proxy-cannot-reach': { readonly host: string; readonly port: number };
  readonly 'platform-unreachable': None;
  /** `why` is the verification's own code. */
  readonly 'certificate-refused': { readonly host: string; readonly why: string };
  /** The machine's date by its clock: 2010-01-01. */
  readonly 'clock-wrong': { readonly date: string };
  /** `step` null: before or after the steps. */
  readonly 'apply-failed': { readonly step: Message<StepCode> | null };
  readonly 'not-in-force': MismatchValues;
  readonly 'undo-expired': None;
  readonly 'forwarding-on': None;
  readonly 'timed-out': { readonly step: Message<StepCode> | null };
  readonly cancelled: None;
  readonly 'undone-by-operator': None;
  readonly 'not-confirmed': None;
  readonly 'not-verified': { readonly check: CheckName };
  readonly 'store-failed': None;
  /** The settings in force before could not be brought back; null: what is in force is unknown. */
  readonly 'not-restored': { readonly found: MismatchValues | null };
  readonly 'still-starting': None;
  readonly 'change-running': None;
}

/** Messages on the first status page until a key dismisses them. */
interface NoticeValues {
  readonly 'change-undone': { readonly cause: RestartCause };
  readonly 'change-kept': { readonly cause: RestartCause };
  readonly 'settings-damaged': None;
  readonly 'settings-lost': None;
  /** Written by a later version of the software, whose format has this number. */
  readonly 'settings-newer': { readonly version: number };
  /** Kept on another machine, or for another network service: not set here. */
  readonly 'settings-elsewhere': None;
  readonly 'pin-damaged': None;
  /** The disk does not give a stored file. */
  readonly 'state-unreadable': None;
  readonly 'network-drifted': None;
  readonly 'first-start': None;
  readonly 'update-failed': { readonly message: string };
  /** The update engine, by its name, ended and told no result. */
  readonly 'update-engine-ended': { readonly engine: string };
}

/** Why a menu item, a power action or a saving was refused, and other outcomes on a screen of their own. */
interface OutcomeValues {
  readonly 'update-running': None;
  readonly 'update-silent': { readonly after_s: number };
  readonly 'power-under-way': { readonly action: PowerAction };
  readonly 'power-failed': { readonly action: PowerAction };
  /** Other software holds the machine back: its name and, from the service manager, why. */
  readonly 'power-blocked': { readonly action: PowerAction; readonly by: string; readonly why: string };
  readonly 'power-timed-out': { readonly action: PowerAction; readonly after_s: number };
  readonly 'menus-restarted': None;
  readonly 'menus-failed': None;
  readonly 'change-crashed': None;
  readonly 'test-failed': None;
  readonly 'lamp-test-failed': None;
  readonly 'save-failed': None;
  readonly 'pin-check-failed': None;
  /** `tries`: wrong PINs that are left before one has to wait. */
  readonly 'pin-wrong': { readonly tries: number };
  readonly 'pin-set': None;
  readonly 'pin-cleared': None;
}

/** Every code and the values it takes. */
/** Why the panel's service has ended. */
export type StopCause = 'memory' | 'killed' | 'hung' | 'failed';

/** What a glass keeps showing after the service has ended, so that it is no old address. */
interface LastWordValues {
  readonly 'service-stopped': { readonly cause: StopCause };
  /** Line of the first error; null: the file cannot be read. */
  readonly 'config-error': { readonly line: number | null };
  readonly 'safe-to-switch-off': None;
}

export interface MessageValues
  extends SettingsErrorValues,
    StepValues,
    NetworkErrorValues,
    NoticeValues,
    OutcomeValues,
    LastWordValues {}

export type MessageCode = keyof MessageValues;
export type StepCode = keyof StepValues;
export type NetworkErrorCode = keyof NetworkErrorValues;

/** A message of one code, or of any of several. */
export type Message<Code extends MessageCode = MessageCode> = {
  readonly [Each in Code]: { readonly code: Each; readonly values: MessageValues[Each] };
}[Code];

/** Codes that take no values. */
type PlainCode = {
  [Code in MessageCode]: None extends MessageValues[Code] ? Code : never;
}[MessageCode];

/** A message from its code and, where it takes some, its values. */
export function message<Code extends MessageCode>(
  code: Code,
  ...values: Code extends PlainCode ? [] : [MessageValues[Code]]
): Message<Code> {
  // The parameter list pairs a code with its own values; TypeScript cannot follow that through the union.
  return { code, values: values[0] ?? {} } as Message<Code>;
}
