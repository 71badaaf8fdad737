import { expect, it } from 'vitest';
import { READ_AGAIN_ms, whenReadable } from '../../../../firmware/state/read-again.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FaultyDisk, MemoryDisk } from '../../../../simulator/disk.ts';

it('stored files are read again until the disk gives them, and the daemon may end', async () => {
  const clock = new SimulatedClock();
  const { files } = new MemoryDisk();
  files.write('settings.json', '{}');
  const disk = new FaultyDisk(files);
  disk.fault = 'failing';
  let isIdle = false;
  let isReadable = false;
  void whenReadable(disk.files, clock, () => isIdle).then(() => {
    isReadable = true;
  });
  const later = async () => {
    clock.advance(READ_AGAIN_ms);
    await Promise.resolve();
    await Promise.resolve();
    return isReadable;
  };
  expect(await later()).toBe(false);
  disk.fault = 'none';
  expect(await later()).toBe(false);
  isIdle = true;
  expect(await later()).toBe(true);
});
