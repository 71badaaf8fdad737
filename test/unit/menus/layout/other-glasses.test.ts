/** Glasses beside the two that are promised: LCDd, Matrix Orbital and the line protocol bring them along. */
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../menus/frame.ts';
import { staticAppliance, testAppliance } from '../../../support/appliance.ts';
import { Operator, type OperatorOptions } from '../../../support/operator.ts';

const NARROW: Geometry = { columns: 16, rows: 4 };
const WIDE: Geometry = { columns: 20, rows: 2 };
const TALL: Geometry = { columns: 20, rows: 8 };

const rowsOf = (options: OperatorOptions, keys = '') => new Operator(options).press(keys).rows;

describe('a glass of 16x4', () => {
  it('leaves out the hints, which are written for 20 columns', () => {
    const scanning = testAppliance();
    const options: OperatorOptions = {
      geometry: NARROW,
      appliance: { ...scanning, platform: { ...scanning.platform, scanRunning: true } },
    };
    const rows = rowsOf(options, 'ENTER DOWNx3 ENTER');
    expect(rows).toEqual(['SCAN IS RUNNING', 'REALLY SHUT', 'DOWN?', '             NO↕']);
  });
});

describe('a glass of 20x2', () => {
  it('says which keys answer the question whether to keep a change, as far as there is room', () => {
    const operator = new Operator({ geometry: WIDE, appliance: staticAppliance() })
      .press('ENTER ENTER DOWN ENTERx2')
      .receives({ type: 'CHANGE.VERIFIED', checks: [], remaining_s: 120 });
    expect(operator.rows).toEqual(['KEEP?            120', 'EXIT: UNDO']);
    expect(operator.waits(1).rows).toEqual(['KEEP?            120', '↵ KEEP EXIT: UNDO']);
  });
});

describe('a glass of 20x8', () => {
  it('shows the status page above, and what opens the menu in its last row', () => {
    const rows = rowsOf({ geometry: TALL });
    expect(rows).toHaveLength(8);
    expect(rows.slice(5, 7)).toEqual(['', '']);
    expect(rows[7]).toMatch(/MENU.*↕$/);
  });
});

describe('an appliance without a serial number', () => {
  it('says so on its page and in VERSION INFO', () => {
    const options: OperatorOptions = { appliance: testAppliance({ serial: '' }) };
    expect(rowsOf(options, 'UP UP').slice(0, 2)).toEqual(['SERIAL', 'NONE']);
    expect(rowsOf(options, 'ENTER DOWNx4 ENTER')[1]).toBe('SERIAL NONE');
  });
});
