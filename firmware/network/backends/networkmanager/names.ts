/**
 * Names and numbers of NetworkManager's D-Bus API
 * (https://networkmanager.dev/docs/api/latest/spec.html; enumerations: nm-dbus-types).
 */

export const NAME = 'org.freedesktop.NetworkManager';
/** Where the object manager sits. */
export const ROOT = '/org/freedesktop';
export const MANAGER_PATH = '/org/freedesktop/NetworkManager';
export const SETTINGS_PATH = '/org/freedesktop/NetworkManager/Settings';
/** NetworkManager's way of saying "no object". */
export const NO_OBJECT = '/';

export const INTERFACE = {
  manager: NAME,
  settings: `${NAME}.Settings`,
  profile: `${NAME}.Settings.Connection`,
  active: `${NAME}.Connection.Active`,
  device: `${NAME}.Device`,
  wired: `${NAME}.Device.Wired`,
  vlan: `${NAME}.Device.Vlan`,
  ip4: `${NAME}.IP4Config`,
  ip6: `${NAME}.IP6Config`,
  dhcp4: `${NAME}.DHCP4Config`,
  dhcp6: `${NAME}.DHCP6Config`,
  dns: `${NAME}.DnsManager`,
  checkpoint: `${NAME}.Checkpoint`,
} as const;

/** NMDeviceState. */
export const DEVICE_STATE = {
  unmanaged: 10,
  unavailable: 20,
  disconnected: 30,
  activated: 100,
  failed: 120,
} as const;

/** NMActiveConnectionState. */
export const ACTIVE_STATE = { activating: 1, activated: 2, deactivating: 3, deactivated: 4 } as const;

/** NMDeviceStateReason, those that have a meaning of their own for the operator. */
export const REASON = {
  ipConfigUnavailable: 5,
  ipConfigExpired: 6,
  dhcpStartFailed: 15,
  dhcpError: 16,
  dhcpFailed: 17,
  connectionRemoved: 38,
  userRequested: 39,
  carrier: 40,
  addressDuplicate: 64,
} as const;

/** NMSettingsAddConnection2Flags and NMSettingsUpdate2Flags. */
export const PROFILE_FLAG = { inMemory: 0x2, blockAutoconnect: 0x20 } as const;

/** NMCheckpointCreateFlags. */
export const CHECKPOINT_FLAG = { deleteNewConnections: 0x2 } as const;
