/** A value or a combination that is refused. `log` is a sentence that says what was expected. */
export type SettingsError = {
  readonly [Code in SettingsErrorCode]: {
    readonly code: Code;
    readonly values: SettingsErrorValues[Code];
    readonly log: string;
  };
}[SettingsErrorCode];

/** Values that complete a code; most codes need none. Networks are in CIDR form. */
export type SettingsErrorValues = {
  readonly [Code in SettingsErrorCode]: Code extends 'gateway-outside-subnet'
    ? { readonly network: string }
    : Readonly<Record<never, never>>;
};

/** Every reason a value or a whole settings value can be refused for. */
export type SettingsErrorCode =
  | 'address-syntax'
  | 'address-zero'
  | 'address-loopback'
  | 'address-multicast'
  | 'address-reserved'
  | 'address-is-network'
  | 'address-is-broadcast'
  | 'netmask-syntax'
  | 'netmask-not-contiguous'
  | 'netmask-too-wide'
  | 'netmask-too-narrow'
  | 'gateway-outside-subnet'
  | 'gateway-is-address'
  | 'gateway-is-network'
  | 'gateway-is-broadcast'
  | 'dns-is-network-or-broadcast'
  | 'dns-missing'
  | 'dns-repeated'
  | 'subnets-overlap-lan-wan'
  | 'subnets-overlap-lan-vlan'
  | 'subnets-overlap-wan-vlan'
  | 'vlan-id-range'
  | 'vlan-needs-static-lan'
  | 'static-lan-needed-by-vlan'
  | 'host-syntax'
  | 'port-range'
  | 'user-syntax'
  | 'password-without-user'
  | 'password-syntax'
  | 'pin-syntax'
  | 'pin-differs'
  | 'nothing-changed';

/** Codes without values. */
export type PlainCode = Exclude<SettingsErrorCode, 'gateway-outside-subnet'>;

/** The result of parsing: the value, or the error. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: SettingsError };

/** An error at a field: of two that contradict each other, the later one. */
export interface FieldError<Field extends string> {
  readonly field: Field;
  readonly error: SettingsError;
}
