/** Updates by the real RAUC light S2 with no code of its own. */
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ControlClientError, followControl } from '../../../firmware/control/client.ts';
import { until } from '../../support/until.ts';
import { DaemonProcess } from './lab/daemon.ts';
import { RaucLab } from './lab/rauc.ts';

const update = v.object({
  state: v.string(),
  percent: v.optional(v.nullable(v.number()), null),
  message: v.optional(v.string(), ''),
});
const sections = v.object({ update: v.optional(update), leds: v.optional(v.object({ S2: v.boolean() })) });

let rauc: RaucLab;
let daemon: DaemonProcess;
/** What was started, to be ended even when the next thing fails to start. */
const started: { close(): Promise<void> }[] = [];
let environment: Readonly<Record<string, string>>;
/** What the daemon told since the test began. */
let updates: v.InferOutput<typeof update>[] = [];
let s2: boolean[] = [];

beforeAll(async () => {
  rauc = await RaucLab.start();
  started.push(rauc);
  environment = { DBUS_SYSTEM_BUS_ADDRESS: rauc.address };
  daemon = await DaemonProcess.start('[update]\nsource = "rauc"\nlease_s = 60\n', environment);
  started.push(daemon);
  await listen();
});

afterAll(async () => {
  for (const thing of started.reverse()) await thing.close();
});

beforeEach(() => {
  updates = [];
  s2 = [];
});

/** Hears what the daemon tells, from when it follows RAUC. */
async function listen(): Promise<void> {
  await until('the daemon follows RAUC', () => daemon.log.includes('following RAUC'));
  let isHeard = false;
  followControl(daemon.socket, (event, document) => {
    isHeard = true;
    const told = event === 'status' ? document : { [event]: document };
    const { update, leds } = v.parse(sections, told);
    if (update !== undefined) updates.push(update);
    if (leds !== undefined) s2.push(leds.S2);
  }).catch((error: unknown) => {
    if (!(error instanceof ControlClientError)) throw error;
  });
  await until('the daemon is heard', () => isHeard);
}

const ends = (state: string) =>
  until(
    `the update ends as ${state}`,
    () => updates.at(-1)?.state === state,
    () => [updates, rauc.log],
  );

describe('an appliance updated by RAUC', () => {
  it('lights S2 while a signed bundle is installed, shows its progress, and puts S2 out', async () => {
    rauc.install(rauc.bundles.trusted);
    await ends('none');
    expect(s2).toEqual([true, false]);
    const percents = updates.flatMap(({ percent }) => (percent === null ? [] : [percent]));
    expect(percents).toEqual([...percents].sort((before, after) => before - after));
    expect(percents.at(-1)).toBeGreaterThanOrEqual(80);
    expect(updates.some(({ message }) => message.startsWith('Updating slot'))).toBe(true);
  });

  it('puts S2 out and tells the failure when a bundle is signed by a stranger', async () => {
    expect(() => rauc.install(rauc.bundles.stranger)).not.toThrow();
    await ends('failed');
    expect(s2.at(-1)).not.toBe(true);
  });

  it('lights S2 again when the daemon crashes in mid-update, and puts it out at the end', async () => {
    rauc.install(rauc.bundles.trusted);
    await until('the update runs', () => updates.at(-1)?.state === 'running');
    rauc.pause();
    daemon.log = '';
    await daemon.crash();
    await daemon.powerOn(environment);
    expect(await daemon.status()).toMatchObject({ leds: { S2: true }, update: { state: 'running' } });
    rauc.resume();
    await listen();
    await ends('none');
    expect(s2.at(-1)).toBe(false);
  });

  it('puts S2 out and tells a failure when RAUC dies in mid-update', async () => {
    rauc.install(rauc.bundles.trusted);
    await until('the update runs', () => updates.at(-1)?.state === 'running');
    await rauc.kill();
    await ends('failed');
    expect(s2).toEqual([true, false]);
    await rauc.startService();
  });
});
