import { type Config, parseConfig } from '../firmware/config-file/load.ts';

/** The appliance on the bench, with every feature on, so that each can be tried. */
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
 * The bench's configuration with lines of TOML appended; a section it already has cannot be repeated.
 * @throws ConfigError
 */
export function benchConfig(more: string): Config {
  return parseConfig(CONFIG + more, 'bench configuration');
}
