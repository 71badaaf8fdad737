/**
 * Every string the menus put on a panel, in one table. Upper case, panel characters only. Settings errors and
 * network errors have tables of their own beside their codes.
 *
 * Fit, asserted over the table: an item is at most 2 rows of 15 (a key arrow stands in the 16th column), a title,
 * a headline or a page heading is 1 row of 16, everything else at most 2 rows of 16.
 */
import type { Check, CheckName } from './appliance.ts';

/** Titles of menus: one row, with the position beside it where there is room. */
export const TITLES = {
  main: 'MENU',
  network: 'SETUP NETWORK',
  panel: 'PANEL SETTINGS',
} as const;

/** Menu items. `change` stands in for `enable` once the thing is enabled. */
export const ITEMS = {
  setupNetwork: 'SETUP NETWORK',
  panelSettings: 'PANEL SETTINGS',
  reboot: 'SYSTEM REBOOT',
  shutdown: 'SYSTEM SHUTDOWN',
  versionInfo: 'VERSION INFO',
  exit: 'EXIT THIS MENU',
  enableLan: 'ENABLE STATIC IP ON LAN',
  changeLan: 'CHANGE STATIC IP ON LAN',
  disableLan: 'DISABLE STATIC IP ON LAN',
  enableWan: 'ENABLE WAN INTERFACE',
  changeWan: 'CHANGE WAN INTERFACE',
  disableWan: 'DISABLE WAN INTERFACE',
  enableVlan: 'ENABLE VLAN ON LAN',
  changeVlan: 'CHANGE VLAN ON LAN',
  disableVlan: 'DISABLE VLAN ON LAN',
  enableIpv6: 'ENABLE IPV6 ON LAN',
  disableIpv6: 'DISABLE IPV6 ON LAN',
  enableProxy: 'ENABLE PROXY',
  changeProxy: 'CHANGE PROXY',
  disableProxy: 'DISABLE PROXY',
  testNetwork: 'TEST NETWORK',
  resetNetwork: 'RESET NETWORK CONFIG',
  contrast: 'CONTRAST',
  brightness: 'BRIGHTNESS',
  lampTest: 'LAMP TEST',
  setPin: 'SET PIN',
  changePin: 'CHANGE PIN',
  clearPin: 'CLEAR PIN',
  lockNow: 'LOCK NOW',
} as const;

/** What a wizard asks before its first field. */
export const PROMPTS = {
  lan: 'CONFIG LAN STATIC NETWORK PARAMS?',
  wan: 'CONFIG WAN NETWORK PARAMS?',
  vlan: 'CONFIG VLAN NETWORK PARAMS?',
  proxy: 'CONFIG PROXY PARAMETERS?',
} as const;

/** Field labels: one row. */
export const FIELDS = {
  lanAddress: 'LAN IP ADDRESS',
  lanNetmask: 'LAN NETMASK',
  lanGateway: 'LAN GATEWAY',
  lanDns1: 'LAN DNS 1',
  lanDns2: 'LAN DNS 2',
  wanMethod: 'WAN MODE',
  wanAddress: 'WAN IP ADDRESS',
  wanNetmask: 'WAN NETMASK',
  wanGateway: 'WAN GATEWAY',
  wanDns1: 'WAN DNS 1',
  wanDns2: 'WAN DNS 2',
  vlanId: 'VLAN ID',
  vlanAddress: 'VLAN IP ADDRESS',
  vlanNetmask: 'VLAN NETMASK',
  proxyHost: 'PROXY HOST',
  proxyPort: 'PROXY PORT',
  proxyUser: 'PROXY USER',
  proxyPassword: 'PROXY PASSWORD',
  pin: 'ENTER PIN',
  newPin: 'NEW PIN',
  repeatPin: 'REPEAT PIN',
} as const;

/** How WAN gets its address. */
export const METHODS = { dhcp: 'DHCP', static: 'STATIC' } as const;

/** Questions of confirmations. On two rows the last row is shared with the choice. */
export const QUESTIONS = {
  lan: 'REALLY SET STATIC LAN?',
  wan: 'REALLY SET WAN?',
  vlan: 'REALLY SET VLAN?',
  proxy: 'REALLY SET PROXY?',
  ipv6: 'REALLY ENABLE IPV6?',
  disableLan: 'REALLY DISABLE STATIC IP?',
  disableWan: 'REALLY DISABLE WAN?',
  disableVlan: 'REALLY DISABLE VLAN?',
  disableIpv6: 'REALLY DISABLE IPV6?',
  disableProxy: 'REALLY DISABLE PROXY?',
  reset: 'REALLY RESET NETWORK?',
  reboot: 'REALLY REBOOT?',
  shutdown: 'REALLY SHUT DOWN?',
  clearPin: 'REALLY CLEAR PIN?',
  discard: 'DISCARD CHANGES?',
} as const;

export const CHOICES = { no: 'NO', yes: 'YES', goBack: 'GO BACK' } as const;

/** Titles of changes, for APPLYING and the log. */
export const CHANGES = {
  lan: 'LAN STATIC',
  wan: 'WAN',
  vlan: 'VLAN',
  proxy: 'PROXY',
  ipv6: 'IPV6 ON LAN',
  disableLan: 'LAN DHCP',
  disableWan: 'WAN OFF',
  disableVlan: 'VLAN OFF',
  disableIpv6: 'IPV6 OFF',
  disableProxy: 'PROXY OFF',
  reset: 'NETWORK RESET',
} as const;

export const PHASES = {
  checking: 'CHECKING',
  applying: 'APPLYING',
  verifying: 'VERIFYING',
  'rolling-back': 'ROLLING BACK',
  keep: 'WAITS FOR KEEP',
} as const;

/** Headlines and whole messages. */
export const MESSAGES = {
  keepQuestion: 'KEEP THESE SETTINGS?',
  keepShort: 'KEEP?',
  keeping: 'KEEPING',
  kept: 'KEPT',
  rolledBack: 'ROLLED BACK:',
  notRestoredHelp: 'RUN TEST NETWORK',
  refused: 'NOTHING DONE:',
  changeFailed: 'CHANGE FAILED',
  nothingToChange: 'NOTHING TO CHANGE',
  noRouter: 'NO IPV6 ROUTER ANSWERED',
  priorityTagged: 'VLAN ID 0 MEANS: PRIORITY-TAGGED',
  wrongPin: 'WRONG PIN',
  tooManyTries: 'TOO MANY TRIES',
  cannotCheckPin: 'PIN CANNOT BE CHECKED',
  checkingPin: 'CHECKING PIN',
  wait: 'WAIT',
  saving: 'SAVING',
  pinSet: 'PIN SET',
  pinCleared: 'PIN CLEARED',
  cannotSave: 'CANNOT SAVE',
  seeLog: 'SEE THE LOG',
  updateRuns: 'UPDATE RUNNING:',
  tryLater: 'TRY LATER',
  scanRuns: 'SCAN IS RUNNING',
  rebooting: 'REBOOTING',
  shuttingDown: 'SHUTTING DOWN',
  powerFailed: 'NOT DONE',
  restarted: 'PANEL RESTARTED AFTER A FAULT',
  testFailed: 'TEST FAILED',
  lampTestFailed: 'LAMP TEST FAILED',
  lampTest: 'LAMP TEST',
  testing: 'TESTING...',
  allOk: 'ALL CHECKS OK',
  oneFailed: '1 CHECK FAILED',
  manyFailed: 'CHECKS FAILED',
  leavingIn: 'LEAVING IN',
  anyKeyStays: 'ANY KEY: STAY',
} as const;

/** Status pages: headings, labels and values. */
export const STATUS = {
  update: 'UPDATING',
  doNotPowerOff: 'DO NOT POWER OFF',
  updateFailed: 'UPDATE FAILED',
  change: 'NETWORK CHANGE',
  lan: 'LAN',
  wan: 'WAN',
  ipv6: 'IPV6 ON LAN',
  vlan: 'VLAN',
  platformVlan: 'PLATFORM VLAN',
  platformVlans: 'PLATFORM VLANS',
  ignored: 'IGNORED',
  mask: 'MASK',
  link: 'LINK',
  mac: 'MAC',
  by: 'MODE',
  gateway: 'GATEWAY',
  dns: 'DNS',
  serial: 'SERIAL',
  version: 'VERSION',
  name: 'NAME',
  noAddress: 'NO ADDRESS',
  noLink: 'NO LINK',
  linkUp: 'UP',
  megabits: 'MBIT/S',
  disabled: 'DISABLED',
  none: 'NONE',
  ip: 'IP',
  priorityTagged: '0 (PRIORITY)',
  connected: 'CONNECTED',
  communicationFailure: 'COMMUNICATION FAILURE',
  noContact: 'NO CONTACT YET',
  heartbeatMissed: 'HEARTBEAT MISSED',
  lanBy: 'LAN',
} as const;

export const ORIGINS = {
  dhcp: 'DHCP',
  static: 'STATIC',
  'router-advertisement': 'ROUTER',
  'link-local': 'LINK-LOCAL',
} as const;

export const CHECKS: Readonly<Record<CheckName, string>> = {
  link: 'LINK',
  address: 'ADDRESS',
  netmask: 'NETMASK',
  gateway: 'GATEWAY',
  dns: 'DNS',
  ipv6: 'IPV6',
  wan: 'WAN',
  vlan: 'VLAN',
  proxy: 'PROXY',
  platform: 'PLATFORM',
};

export const RESULTS: Readonly<Record<Check['result'], string>> = {
  ok: 'OK',
  failed: 'FAILED',
  skipped: 'SKIPPED',
};

/** What the keys do, for rows that would be empty otherwise. */
export const HINTS = {
  menu: '↕ MOVE  ↵ SELECT',
  prompt: '↵ GO ON  ↑↑ QUIT',
  review: '↕ TURN  ↵ GO ON',
  turn: '↕ TURN',
  turnOrLeave: '↕ TURN  ↵ LEAVE',
  choose: '↕ CHOOSE  ↵ OK',
  next: '↵ NEXT',
  ok: '↵ OK',
  leaveByExit: 'EXIT: LEAVE',
  leaveByLeft: 'LEFT: LEAVE',
  backByLeft: 'LEFT: BACK',
  home: '↵ MENU',
  anyKey: 'PRESS A KEY',
  enter: 'PRESS ENTER',
  level: '↕ CHANGE  ↵ KEEP',
  levelByExit: 'EXIT: AS BEFORE',
  levelByLeft: 'LEFT: AS BEFORE',
  keep: 'ENTER: KEEP',
  undoByExit: 'EXIT: UNDO',
  undoByLeft: 'LEFT: UNDO',
  goOn: '↵ GO ON',
  dismiss: 'ANY KEY: SEEN',
} as const;

/** Before and after in a review. */
export const REVIEW = { title: 'REVIEW', was: 'WAS', will: 'NEW' } as const;

/** Used, in this order, only where a text would not fit otherwise. */
export const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ['CONFIG ', 'CFG '],
  ['REALLY ', ''],
];
