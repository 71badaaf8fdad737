import { describe, expect, it } from 'vitest';
import { StateError, writeAtomically } from '../../../firmware/state/files.ts';
import { FaultyDisk, MemoryDisk, PowerCut } from '../../../simulator/disk.ts';

describe('the disk of the bench', () => {
  it('keeps what was written atomically through a power cut', () => {
    const disk = new MemoryDisk();
    writeAtomically(disk.files, 'settings.json', 'old');
    writeAtomically(disk.files, 'settings.json', 'new');
    disk.losePower();
    expect(disk.files.read('settings.json')).toBe('new');
  });

  it('loses what was not synced', () => {
    const disk = new MemoryDisk();
    disk.files.write('a', 'one');
    disk.losePower();
    expect(disk.files.read('a')).toBeNull();
  });

  it('has an empty file where a name was synced and its content was not', () => {
    const disk = new MemoryDisk();
    disk.files.write('a', 'one');
    disk.files.syncDirectory();
    disk.losePower();
    expect(disk.files.read('a')).toBe('');
  });

  it('brings back a name whose removal was not synced', () => {
    const disk = new MemoryDisk();
    writeAtomically(disk.files, 'journal', 'undo this');
    disk.files.remove('journal');
    expect(disk.files.read('journal')).toBeNull();
    disk.losePower();
    expect(disk.files.read('journal')).toBe('undo this');
  });

  it('holds the old text or the new one after a power cut at any operation of an atomic write', () => {
    for (let at = 1; at <= 4; at++) {
      const disk = new MemoryDisk();
      writeAtomically(disk.files, 'settings.json', 'old');
      const faulty = new FaultyDisk(disk.files);
      faulty.beforeChange = (operation) => {
        if (operation === at) {
          throw new PowerCut();
        }
      };
      expect(() => writeAtomically(faulty.files, 'settings.json', 'new')).toThrow(PowerCut);
      disk.losePower();
      expect(disk.files.read('settings.json')).toBe('old');
    }
  });

  it('refuses writes when it is full, and reads as well when it is failing', () => {
    const disk = new MemoryDisk();
    disk.files.write('a', 'one');
    const faulty = new FaultyDisk(disk.files);
    faulty.fault = 'full';
    expect(() => faulty.files.write('a', 'two')).toThrow(StateError);
    expect(faulty.files.read('a')).toBe('one');
    faulty.fault = 'failing';
    expect(() => faulty.files.read('a')).toThrow(/input\/output error/);
  });
});
