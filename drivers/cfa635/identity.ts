/** Sizes of glass that speak these packets, by the driver that is configured for each. */
export type Cfa635ModelName = 'cfa635' | 'cfa633' | 'cfa631';

/** The maker's model numbers, by the driver they are configured as. */
const NUMBERS: Readonly<Record<Cfa635ModelName, readonly string[]>> = {
  cfa631: ['631'],
  cfa633: ['633', '533'],
  // The 735 and 835 have pixels, and take the text commands of the 635.
  cfa635: ['635', '735', '835'],
};

/** The driver for a panel with this model number; null: the number is not known. */
export function driverOfNumber(number: string): Cfa635ModelName | null {
  for (const name of ['cfa631', 'cfa633', 'cfa635'] as const) if (NUMBERS[name].includes(number)) return name;
  return null;
}

/** What a panel says of itself. */
export interface Cfa635Identity {
  /** The maker's model number, three digits. */
  readonly number: string;
  readonly hardware: string;
  readonly firmware: string;
}

/**
 * `CFA635:h1.1,v1.6`, as the data sheet has it (CFA635 data sheet, command 1), and as panels give it:
 * `CFA633:h1.4,k1.9`, `CFA533: h1.4, u1v2`, `CFA835:h2.0,f1.7`, `XES635:h1v2,u2v0`.
 */
const VERSION = /^(?:CFA|XES)-?(\d{3})[^:]*:\s*h?([^,]*),\s*v?(.*?)\s*$/i;

/** Reads the answer to the version command; null: it names no model. */
export function parseIdentity(text: string): Cfa635Identity | null {
  const [, number, hardware = '', firmware = ''] = VERSION.exec(text) ?? [];
  return number === undefined ? null : { number, hardware: hardware.trim(), firmware };
}
