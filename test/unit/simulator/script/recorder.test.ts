import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { Recorder } from '../../../../simulator/script/recorder.ts';

describe('a recording', () => {
  it('is a script of what was pressed, with the pauses that matter', () => {
    const recorder = new Recorder(10_000);
    recorder.note({ kind: 'press', key: 'ENTER', times: 1 }, 10_300, 10_400);
    recorder.note({ kind: 'press', key: 'DOWN', times: 1 }, 10_600, 10_700);
    recorder.note({ kind: 'press', key: 'DOWN', times: 1 }, 10_900, 11_000);
    recorder.note({ kind: 'hold', key: 'UP', duration_ms: 2500 }, 11_000, 13_500);
    recorder.note({ kind: 'fault', name: 'gateway', value: 'silent' }, 16_512);
    recorder.note({ kind: 'type', text: '1' }, 16_600);
    recorder.note({ kind: 'type', text: '0' }, 16_700);
    recorder.note({ kind: 'restart' }, 16_800);
    expect(recorder.script).toBe(
      [
        'press ENTER',
        'press DOWN x2',
        'hold UP 2500ms',
        'wait 3s',
        'fault gateway silent',
        'type "10"',
        'restart',
        '',
      ].join('\n'),
    );
  });

  it('says which panel it was made on', () => {
    expect(new Recorder(0, { panel: 'ezio' }).script).toBe('panel ezio\n');
    expect(new Recorder(0, { panel: 'line', geometry: GEOMETRY_16X2 }).script).toBe('panel line 16x2\n');
  });

  it('keeps presses apart that had a pause between them', () => {
    const recorder = new Recorder(0);
    recorder.note({ kind: 'press', key: 'UP', times: 1 }, 0);
    recorder.note({ kind: 'press', key: 'UP', times: 1 }, 1500);
    expect(recorder.script).toBe('press UP\nwait 1500ms\npress UP\n');
  });
});
