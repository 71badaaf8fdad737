/** Settings of later software, as after a downgrade: the network and the disk stay as they are until it is back. */
import { describe, expect, it } from 'vitest';
import type { Files } from '../../../../firmware/state/files.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import { platformVlan, STATIC_SETTINGS, settings, WAN_STATIC } from '../samples.ts';
import { Rig } from './rig.ts';

const LATER = `${JSON.stringify({ keptBy: 'x', settings: { version: 7, everything: 'else' } })}\n`;
const REASON = message('settings-newer', { version: 7 });

/** An appliance on which later software kept its settings and perhaps left a change open. */
function afterDowngrade(journal: string | null = null): Rig {
  const rig = new Rig(STATIC_SETTINGS);
  rig.memory.files.write('settings.json', LATER);
  if (journal !== null) rig.memory.files.write('journal.json', journal);
  return rig;
}

const contents = ({ memory: { files } }: Rig) => contentsOf(files);
const contentsOf = (files: Files) => files.list().map((name) => [name, files.read(name)]);

describe('a daemon that finds settings of later software', () => {
  it.each([
    ['no change open', null],
    ['a change of later software open', '{"version":3,"id":"y"}'],
    ['a journal that makes no sense', 'x'],
  ])('touches neither network nor disk: %s', async (_what, journal) => {
    const rig = afterDowngrade(journal);
    rig.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    const before = { disk: contents(rig), network: rig.world.configured };
    const run = await rig.booted();
    await rig.time.pass(600_000);
    expect({ disk: contents(rig), network: rig.world.configured }).toEqual(before);
    expect(run.log.join('\n')).toContain('of later software: the network is left as it is');
  });

  it('does not set the network again when it changes', async () => {
    const rig = afterDowngrade();
    await rig.booted();
    rig.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    const network = rig.world.configured;
    await rig.time.pass(600_000);
    expect(rig.world.configured).toEqual(network);
  });

  it.each([
    ['another LAN address', settings({ wan: WAN_STATIC })],
    ['RESET NETWORK CONFIG', FACTORY_SETTINGS],
  ])('refuses every change of an operator, and says why: %s', async (_what, wanted) => {
    const rig = afterDowngrade();
    const run = await rig.booted();
    const before = { disk: contents(rig), network: rig.world.configured };
    expect(await run.change(wanted, 'keep')).toEqual([{ type: 'CHANGE.REFUSED', reason: REASON }]);
    expect({ disk: contents(rig), network: rig.world.configured }).toEqual(before);
  });

  it('refuses what the platform defines', async () => {
    const platform = { vlans: [platformVlan(8, '172.17.0.7')], routes: [] };
    const rig = afterDowngrade();
    const run = await rig.booted();
    const outcome = await run.network.changeUnattended(settings({ platform }), 'platform');
    expect(outcome).toMatchObject({ kind: 'refused', reason: REASON });
  });

  it('leaves them to the later software, which finds everything as it was', async () => {
    const rig = afterDowngrade('{"version":3,"id":"y"}');
    const run = await rig.booted();
    await run.change(FACTORY_SETTINGS, 'keep');
    await run.network.stop();
    expect(rig.memory.files.read('settings.json')).toBe(LATER);
    expect(rig.memory.files.read('journal.json')).toBe('{"version":3,"id":"y"}');
  });
});

describe('a daemon that finds a journal of later software beside settings it can read', () => {
  it('restores those settings: the change was never kept, or they would be of that software too', async () => {
    const rig = new Rig(STATIC_SETTINGS);
    rig.world.carryOut({ kind: 'configure-wan', ipv4: WAN_STATIC });
    rig.memory.files.write('journal.json', '{"version":3,"id":"y"}');
    const run = await rig.booted();
    expect(run.notices).toEqual([message('change-undone', { cause: 'restarted' })]);
    expect(rig.world.configured.wan).toBeNull();
    expect(rig.memory.files.read('journal.json')).toBeNull();
  });
});
