import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { CONSOLE, FIVE_KEYS, Operator, type OperatorOptions } from '../../../support/operator.ts';

const reboot = (options: OperatorOptions = {}): Operator => new Operator(options).press('ENTER DOWNx2 ENTER');
const shutdown = (options: OperatorOptions = {}): Operator =>
  new Operator(options).press('ENTER DOWNx3 ENTER');
const scanning = testAppliance({ platform: { ...testAppliance().platform, scanRunning: true } });

describe('SYSTEM REBOOT and SYSTEM SHUTDOWN', () => {
  it.each([
    ['reboot', reboot, 'REALLY REBOOT?', 'REBOOTING'],
    ['shutdown', shutdown, 'REALLY SHUT DOWN?', 'SHUTTING DOWN'],
  ] as const)('%s asks, NO first, then does it', async (action, open, question, goodbye) => {
    const operator = open();
    expect(operator.text).toBe(`${question} →NO YES ↕ CHOOSE ↵ OK`);
    operator.press('DOWN ENTER');
    expect(operator.text).toBe(goodbye);
    await operator.settled();
    expect(operator.asked).toEqual([`power ${action}`]);
    expect(operator.text).toBe(goodbye);
    expect(operator.press('ENTER').view.screen.kind).toBe('status');
  });

  it.each(['ENTER', 'EXIT', 'DOWN DOWN ENTER', 'RIGHT LEFT ENTER'])('%s does nothing', (keys) => {
    const operator = reboot().press(keys);
    expect(operator.view.screen.kind).toBe('menu');
    expect(operator.asked).toEqual([]);
  });

  it('LEFT on NO stands for EXIT where there is none', () => {
    expect(reboot({ keys: FIVE_KEYS }).press('LEFT').view.screen.kind).toBe('menu');
    expect(reboot().press('LEFT').view.screen.kind).toBe('confirmation');
  });

  it('YES is reached with RIGHT too, and RIGHT stays there', async () => {
    const operator = reboot().press('RIGHT RIGHT ENTER');
    await operator.settled();
    expect(operator.asked).toEqual(['power reboot']);
  });

  it('are refused while an update runs', () => {
    const appliance = testAppliance({ update: { state: 'running', percent: 1, message: '' } });
    expect(reboot({ appliance }).text).toBe('UPDATE RUNNING: TRY LATER PRESS A KEY');
    expect(shutdown({ appliance }).text).toBe('UPDATE RUNNING: TRY LATER PRESS A KEY');
  });

  const silent = testAppliance({ update: { state: 'silent', percent: 40, message: 'x', after_s: 60 } });

  it.each([
    ['reboot', reboot, 'REALLY REBOOT?', 'UPDATE SILENT REBOOT ANYWAY?'],
    ['shutdown', shutdown, 'REALLY SHUT DOWN?', 'UPDATE SILENT SHUT DOWN ANYWAY?'],
  ] as const)(
    '%s asks twice while an update is silent, which may still write',
    async (action, open, first, second) => {
      const operator = open({ appliance: silent });
      expect(operator.text).toContain(first);
      operator.press('DOWN ENTER');
      expect(operator.text).toContain(`${second} →NO YES`);
      expect(operator.press('ENTER').view.screen.kind).toBe('menu');
      await operator.press('ENTER DOWN ENTER DOWN ENTER').settled();
      expect(operator.asked).toEqual([`power ${action} despite silence`]);
    },
  );

  it('leaves the network alone while an update is silent: it may still load over it', () => {
    const operator = new Operator({ appliance: silent }).press('ENTER ENTER ENTER');
    expect(operator.text).toContain('UPDATE SILENT FOR 60 S');
  });

  it('asks the second question in two rows, too', () => {
    const small = reboot({ appliance: silent, geometry: GEOMETRY_16X2 }).press('DOWN ENTER');
    expect(small.rows).toEqual(['UPDATE SILENT', 'REBOOT?      NO↕']);
  });

  it('says on a console why it asks a second time', () => {
    const operator = reboot({ appliance: silent, audience: CONSOLE }).press('DOWN ENTER');
    expect(operator.view.tip).toBe(en.console.tips.updateSilent);
  });

  it('Y and N typed at a console choose an answer, which ENTER gives', async () => {
    const operator = reboot().type('y');
    expect(operator.text).toContain('→YES');
    expect(operator.type('nx').text).toContain('→NO');
    await operator.type('Y').press('ENTER').settled();
    expect(operator.asked).toEqual(['power reboot']);
  });

  it('warn while a scan runs', () => {
    expect(reboot({ appliance: scanning }).text).toBe('SCAN IS RUNNING REALLY REBOOT? →NO YES ↕ CHOOSE ↵ OK');
    const small = shutdown({ appliance: scanning, geometry: GEOMETRY_16X2 });
    expect(small.rows).toEqual(['SCAN IS RUNNING', 'SHUT DOWN?   NO↕']);
  });

  it('warn of the scan on a console too', () => {
    expect(reboot({ appliance: scanning, audience: CONSOLE }).view.tip).toBe(en.console.tips.scanRuns);
    expect(reboot({ audience: CONSOLE }).view.tip).toBe(en.console.tips.confirm);
  });

  it('say why the appliance refuses', async () => {
    const operator = reboot({
      effects: { power: async () => ({ ok: false, reason: message('change-running') }) },
    });
    await operator.press('DOWN ENTER').settled();
    expect(operator.text).toBe('ANOTHER CHANGE IS RUNNING PRESS A KEY');
    expect(operator.press('ENTER').text).toContain('SYSTEM REBOOT');
  });

  it('say so when they fail', async () => {
    const operator = reboot({ effects: { power: () => Promise.reject(new Error('no')) } });
    await operator.press('DOWN ENTER').settled();
    expect(operator.text).toBe('REBOOT FAILED PRESS A KEY');
  });
});
