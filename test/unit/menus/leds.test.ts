import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PLATFORM_UNKNOWN } from '../../../firmware/appliance/platform.ts';
import { eachLed, LED_NAMES, LEDS, LEDS_OFF, LEDS_ON, ledsOf, sameLeds } from '../../../menus/leds.ts';
import { testAppliance } from '../../support/appliance.ts';

describe('the status LEDs', () => {
  it('light S1 while the platform is reached, S2 while a software update runs', () => {
    const appliance = testAppliance({ platform: PLATFORM_UNKNOWN });
    expect(ledsOf(appliance)).toEqual(LEDS_OFF);
    expect(ledsOf({ ...appliance, platform: { ...appliance.platform, connected: true } }).S1).toBe(true);
    expect(ledsOf({ ...appliance, platform: { ...appliance.platform, connected: false } }).S1).toBe(false);
    const update = { state: 'running', percent: null, message: '' } as const;
    expect(ledsOf({ ...appliance, update }).S2).toBe(true);
  });

  it('have each a place of their own on a panel', () => {
    const places = LED_NAMES.map((led) => LEDS[led].fromTop);
    expect(new Set(places).size).toBe(places.length);
  });

  it('are compared one by one', () => {
    expect(
      sameLeds(
        LEDS_ON,
        eachLed(() => true),
      ),
    ).toBe(true);
    for (const led of LED_NAMES) expect(sameLeds(LEDS_ON, { ...LEDS_ON, [led]: false })).toBe(false);
  });

  it('are described on the control socket as they are', () => {
    const file = readFileSync(join(import.meta.dirname, '../../../firmware/control/openapi.json'), 'utf8');
    const schema = v.object({ components: v.object({ schemas: v.object({ Leds: v.unknown() }) }) });
    const { Leds } = v.parse(schema, JSON.parse(file)).components.schemas;
    const meanings = LED_NAMES.map((led) => ` ${led}: ${LEDS[led].means}.`);
    expect(Leds).toEqual({
      type: 'object',
      description: `true is lit.${meanings.join('')}`,
      required: LED_NAMES,
      additionalProperties: false,
      properties: eachLed(() => ({ type: 'boolean' })),
    });
  });
});
