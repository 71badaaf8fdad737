import type { NetworkErrorCode } from '../../menus/words/messages.ts';

/** What is behind an error, and what to do about it. */
export interface Advice {
  readonly cause: string;
  readonly remedy: string;
}

/** For the person at the appliance and the one who reads its log; `ERRORS.md` is made from this table. */
export const ADVICE: Readonly<Record<NetworkErrorCode, Advice>> = {
  'no-carrier': {
    cause: 'The interface has no carrier: the cable is out, or the switch port is down.',
    remedy: 'Plug in the cable; look at the switch port.',
  },
  'no-lease': {
    cause: 'No DHCP server answered, or it had no address to give.',
    remedy: 'Look at the DHCP server and its pool, or set a static address.',
  },
  'address-in-use': {
    cause: 'Another machine on this network answers ARP for the address.',
    remedy: 'Choose another address, or find the machine by its MAC address in the log.',
  },
  'gateway-silent': {
    cause: 'The gateway does not answer ARP.',
    remedy: 'Check its address and the netmask; look at the router.',
  },
  'dns-silent': {
    cause: 'No DNS server answered a query.',
    remedy: 'Check the addresses; look at the servers and what lies on the way to them.',
  },
  'no-router-advertised': {
    cause: 'No IPv6 router advertisement arrived on LAN.',
    remedy: 'Enable router advertisements on the router, or disable IPv6 on LAN.',
  },
  'router-without-prefix': {
    cause: 'A router advertises itself, and no prefix that an address could be made of.',
    remedy: 'Switch on autonomous configuration of the prefix on the router, or DHCPv6.',
  },
  'no-default-router': {
    cause: 'LAN has an IPv6 address, and no router offers to be its default router (lifetime 0).',
    remedy: 'Nothing where IPv6 stays inside the network; otherwise set the lifetime on the router.',
  },
  'ipv6-address-in-use': {
    cause: 'Duplicate address detection found another machine with the same IPv6 address (RFC 4862).',
    remedy: 'Find the machine with the same MAC address, often a copied virtual machine.',
  },
  'interface-missing': {
    cause: 'The interface that the configuration names does not exist; those that do are listed.',
    remedy: 'Correct `lan` or `wan` in the `[network]` section; a MAC address stays true when names change.',
  },
  'not-managed': {
    cause: 'NetworkManager leaves the interface alone, as another program or a configuration file has it.',
    remedy: 'Take the interface out of the file that is named; then restart NetworkManager.',
  },
  'link-not-ready': {
    cause: 'The cable is in, and NetworkManager still prepares the interface.',
    remedy: 'Wait some seconds and try again.',
  },
  'vlan-silent': {
    cause: 'The VLAN is in force, and no machine in it answered: its ID may not be on the switch port.',
    remedy: 'Check the ID and the tagging of the switch port; an empty VLAN is no fault.',
  },
  'rival-route': {
    cause: 'The kernel prefers a default route that Bezel has not set, by another interface or gateway.',
    remedy: 'Give the other route a higher metric than that of LAN (100), or remove it.',
  },
  'rival-profile': {
    cause: 'Another profile of NetworkManager comes up by itself on an interface of Bezel.',
    remedy: 'Switch off its `autoconnect`, or delete it: `nmcli connection modify NAME autoconnect no`.',
  },
  'dns-elsewhere': {
    cause: 'Names are resolved by other servers than those that were set: other software writes resolv.conf.',
    remedy: 'Look for `dns=` and `[global-dns]` of NetworkManager, and for other resolvers.',
  },
  'foreign-address': {
    cause: 'The interface has an address that Bezel has not set.',
    remedy: 'Remove it (`ip address del`), and find the program that adds it.',
  },
  'vlan-refused': {
    cause: 'The kernel could not create the VLAN interface.',
    remedy:
      'See why in the log: a kernel without 802.1Q, or an interface of this name made by other software.',
  },
  'backend-absent': {
    cause: 'The network service does not answer.',
    remedy: 'It is waited for. If it does not come back, restart the appliance and read its log.',
  },
  'backend-restarted': {
    cause: 'The network service restarted during the change, and the undo it held is lost.',
    remedy: 'The old settings are set again step by step. Repeat the change.',
  },
  'proxy-silent': {
    cause: 'No connection to the proxy could be made.',
    remedy: 'Check its host and port, and that it is reached from LAN.',
  },
  'proxy-refused': {
    cause: 'The proxy answered CONNECT with an error, which the log names.',
    remedy: 'Check user and password, and what the proxy allows.',
  },
  'proxy-authentication': {
    cause: 'The proxy lets nobody in with user and password; the message names what it wants.',
    remedy: 'Allow Basic authentication for this appliance on the proxy, or let it through by its address.',
  },
  'proxy-forbids': {
    cause: 'The proxy answered CONNECT with a status that forbids it, such as 403; the log has the number.',
    remedy: "Allow the platform's host and port in the rules of the proxy.",
  },
  'proxy-cannot-reach': {
    cause: 'The proxy was reached and let the appliance in, but cannot reach the platform itself.',
    remedy: "Look at the proxy's own DNS and way to the internet.",
  },
  'certificate-refused': {
    cause: 'The platform, or what answers in its place, has a certificate that nobody here vouches for.',
    remedy:
      'A private authority: name its certificate in `[platform] ca_file`, or add it to the machine (update-ca-certificates). Otherwise find what intercepts the connection.',
  },
  'clock-wrong': {
    cause: "The platform's certificate is not valid yet by the appliance's clock, which is behind.",
    remedy: 'Set the clock, and look at its battery and its time server.',
  },
  'platform-unreachable': {
    cause: 'The platform did not answer over HTTPS.',
    remedy: 'Check gateway, DNS and proxy first; a firewall may block port 443.',
  },
  'apply-failed': {
    cause: 'A step of the change failed.',
    remedy: 'The old settings are back. The log says why it failed.',
  },
  'not-in-force': {
    cause: 'After the change the kernel has something else than was asked for, or a VLAN lacks its address.',
    remedy: 'Other software may set the network, too; the log lists every difference.',
  },
  'undo-expired': {
    cause: 'The undo fired before the change was kept.',
    remedy: 'The old settings are back. Repeat the change and keep it sooner.',
  },
  'forwarding-on': {
    cause: 'The kernel forwards between interfaces, which a split network must not.',
    remedy: 'Switch IP forwarding off; other software on the appliance has switched it on.',
  },
  'timed-out': {
    cause: 'A step took longer than it may.',
    remedy: 'The old settings are back. The log names the step and what it waited for.',
  },
  cancelled: {
    cause: 'The end of the daemon ended the change.',
    remedy: 'The old settings are back at the next start. Repeat the change.',
  },
  'undone-by-operator': {
    cause: 'The operator did not keep the change.',
    remedy: 'Nothing: the old settings are back.',
  },
  'not-confirmed': {
    cause: 'ENTER was not pressed at the keep prompt in time.',
    remedy: 'The old settings are back. Repeat the change and answer the prompt.',
  },
  'not-verified': {
    cause: 'A change without an operator did not pass the check that is named.',
    remedy: 'The old settings are back. TEST NETWORK shows what does not answer.',
  },
  'store-failed': {
    cause: 'The state directory, the profiles or the proxy file cannot be written.',
    remedy: 'See the log for the file; the disk may be full or failing.',
  },
  'not-restored': {
    cause: 'The old settings could not be brought back, or what is in force could not be read.',
    remedy: 'Set the network up again; the next start tries to restore it, too.',
  },
  'still-starting': {
    cause: 'The daemon has not finished its start.',
    remedy: 'Try again in some seconds.',
  },
  'change-running': {
    cause: 'Another operator, or the platform, changes the network at the moment.',
    remedy: 'Wait until that change is kept or undone.',
  },
};
