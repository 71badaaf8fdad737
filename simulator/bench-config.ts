import { type Config, parseConfig } from '../firmware/config-file/load.ts';

/** The appliance on the bench: everything it can have, so that everything can be tried. */
const CONFIG = `
[appliance]
serial = "29417"
name = "scanner-1"
[features]
ipv6 = true
vlan = true
[network]
backend = "simulated"
lan = "lan0"
wan = "wan0"
[control]
socket = ""
remote_keys = true
[platform]
url = "https://platform.example"
`;

/**
 * The bench's configuration with lines of TOML after it; a section that is there already cannot come again.
 * @throws ConfigError
 */
export function benchConfig(more: string): Config {
  return parseConfig(CONFIG + more, 'bench configuration');
}
