import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './import-graph.ts';

/** What several folders of `drivers/` need. Every other one stands alone: it can be taken out without another noticing. */
const SHARED = ['charset', 'keys', 'link', 'screen', 'serial', 'terminal', 'text-lines', 'virtual'];
const PANEL_FAMILIES = readdirSync(join(ROOT, 'drivers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => `drivers/${name}`);

/**
 * The rooms of each top folder, floor by floor from the ground up. A file imports from its own room and from floors
 * below; rooms on one floor know nothing of each other. A room is a folder or a single file; the longest path counts.
 */
export const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  menus: [
    [
      'menus/clock.ts',
      'menus/keys.ts',
      'menus/display.ts',
      'menus/power-action.ts',
      'menus/turning.ts',
      'menus/update.ts',
    ],
    ['menus/alarm.ts', 'menus/simulated-clock.ts', 'menus/values', 'menus/leds.ts'],
    ['menus/network-status.ts', 'menus/frame.ts', 'menus/role.ts'],
    ['menus/settings'],
    ['menus/words'],
    ['menus/appliance.ts', 'menus/editors', 'menus/statechart'],
    ['menus/effects.ts', 'menus/menu-item.ts', 'menus/view.ts', 'menus/forms'],
    ['menus/setup-network', 'menus/layout'],
    ['menus/tree.ts'],
    ['menus/state'],
    ['menus/screens'],
    ['menus/wizards'],
    ['menus/session'],
    ['menus/views'],
  ],
  drivers: [
    [
      'drivers/transport.ts',
      'drivers/charset',
      'drivers/panel.ts',
      'drivers/reason.ts',
      'drivers/trouble.ts',
    ],
    [
      'drivers/memory-transport.ts',
      'drivers/status-led.ts',
      'drivers/screen',
      'drivers/keys',
      'drivers/text-lines',
    ],
    ['drivers/link', 'drivers/virtual', 'drivers/serial', 'drivers/terminal'],
    PANEL_FAMILIES,
  ],
  firmware: [
    ['firmware/clock.ts', 'firmware/command-line', 'firmware/default-socket.ts', 'firmware/version.ts'],
    ['firmware/config', 'firmware/english.ts', 'firmware/log'],
    ['firmware/leds', 'firmware/state', 'firmware/dbus'],
    ['firmware/appliance'],
    ['firmware/network', 'firmware/panels', 'firmware/update'],
    ['firmware/network/backends', 'firmware/sessions'],
    ['firmware/config-file'],
    ['firmware/daemon.ts'],
    ['firmware/control', 'firmware/doctor', 'firmware/last-word', 'firmware/service'],
    ['firmware/integrations.ts'],
    ['firmware/main.ts', 'firmware/console.ts'],
    ['firmware/cli.ts'],
  ],
  simulator: [
    [
      'simulator/bench-config.ts',
      'simulator/control-socket.ts',
      'simulator/disk.ts',
      'simulator/panel-choice.ts',
      'simulator/time.ts',
      'simulator/typed-key.ts',
    ],
    ['simulator/power.ts', 'simulator/script', 'simulator/send-request.ts'],
    ['simulator/screenshot'],
    ['simulator/bench-options.ts', 'simulator/bench-panel.ts', 'simulator/powered-backend.ts'],
    ['simulator/daemon-run.ts'],
    ['simulator/switches.ts'],
    ['simulator/running-bench.ts'],
    ['simulator/bench.ts'],
    [
      'simulator/help.ts',
      'simulator/operator.ts',
      'simulator/options.ts',
      'simulator/screens',
      'simulator/terminal.ts',
    ],
    ['simulator/interactive.tsx', 'simulator/run-script.ts'],
    ['simulator/main.ts'],
  ],
  test: [
    ['test/support'],
    ['test/documents'],
    ['test/bench', 'test/model', 'test/scenarios', 'test/system', 'test/unit'],
    // It feeds everything with random input, from the samples of the others.
    ['test/fuzz'],
  ],
};

/** The room a file is in and how high it stands; null: in none. */
export function floorOf(file: string): { readonly room: string; readonly floor: number } | null {
  const floors = FLOORS[file.split('/')[0] ?? ''] ?? [];
  const found = floors
    .flatMap((rooms, floor) => rooms.map((room) => ({ room, floor })))
    .filter(({ room }) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.room.length - a.room.length);
  return found[0] ?? null;
}
