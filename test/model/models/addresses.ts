/** What an address on the glass means: three digits a part, written out once more, apart from the product. */

function numberOf(text: string): number {
  return text.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** `192.168.1.10` for `192.168.001.010`. */
export function plain(text: string): string {
  return text.split('.').map(Number).join('.');
}

/** Size of the subnet a netmask makes. */
function sizeOf(netmask: string): number {
  return 2 ** 32 - numberOf(netmask);
}

export function isNetwork(address: string, netmask: string): boolean {
  return numberOf(address) % sizeOf(netmask) === 0;
}

export function isBroadcast(address: string, netmask: string): boolean {
  return numberOf(address) % sizeOf(netmask) === sizeOf(netmask) - 1;
}

export function inSubnet(address: string, other: string, netmask: string): boolean {
  const size = sizeOf(netmask);
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(other) / size);
}

/** As a list has it: zeros are no address. */
export function listed(text: string): string {
  return /^[0.]*$/.test(text) ? 'NONE' : isAddress(text) ? plain(text) : text;
}

/** Whether it can be read as an address of a host or a netmask: else the list shows it as it was entered. */
function isAddress(text: string): boolean {
  const parts = text.split('.').map(Number);
  const [first = 0] = parts;
  return parts.every((part) => part <= 255) && first !== 127 && first !== 0;
}
