/** The little world every lab has; RFC 1918 and RFC 5737 addresses. */
export const WORLD = {
  lan: {
    gateway: '10.77.0.1',
    dns: '10.77.0.53',
    /** Nobody else has one of these. */
    pool: ['10.77.0.150', '10.77.0.199'],
    /** Another machine's. */
    neighbour: '10.77.0.66',
    /** Nobody's: free for the appliance, or a gateway that is silent. */
    free: '10.77.0.20',
    otherFree: '10.77.0.21',
    nobody: '10.77.0.250',
  },
  wan: {
    gateway: '10.88.0.1',
    dns: '10.88.0.1',
    pool: ['10.88.0.150', '10.88.0.199'],
    /** Of a server that was set up anew. */
    otherPool: ['10.88.0.100', '10.88.0.119'],
    otherDns: '10.88.0.2',
    free: '10.88.0.20',
  },
  ipv6: { prefix: '2001:db8:77::', router: '2001:db8:77::1' },
  /** Behind both gateways. */
  platform: { address: '203.0.113.10', name: 'platform.example', port: 443 },
  proxy: { address: '10.77.0.1', port: 3128, user: 'box', password: 'sesame' },
} as const;

/** What `[platform] networks` of the appliance's configuration names: reached through WAN where there is one. */
export const PLATFORM_NETWORK = '203.0.113.0/24';
