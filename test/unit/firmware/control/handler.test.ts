import { describe, expect, it } from 'vitest';
import { createControlHandler } from '../../../../firmware/control/handler.ts';
import { JsonText } from '../../../../firmware/control/request.ts';
import type { NetworkOutcome } from '../../../../firmware/network/network.ts';
import { message } from '../../../../menus/words/messages.ts';
import { lit } from '../../../support/leds.ts';
import { fakeParts, SETTINGS } from './fake-daemon.ts';

const VLAN_REFUSED: NetworkOutcome = {
  kind: 'rolled-back',
  reason: message('vlan-refused', { id: 10 }),
  log: 'VLAN 10 cannot be created',
};

/** A request to a fresh fake daemon, and what became of both. */
async function ask(
  method: string,
  target: string,
  body?: unknown,
  parts = fakeParts(),
): Promise<{
  status: number;
  body: unknown;
  headers: object;
  daemon: ReturnType<typeof fakeParts>['daemon'];
}> {
  const url = new URL(target, 'http://localhost');
  const reply = await createControlHandler(parts)({
    method,
    path: url.pathname,
    query: url.searchParams,
    body,
  });
  const document: unknown = reply.body instanceof JsonText ? JSON.parse(reply.body.text) : reply.body;
  return { ...reply, body: document, daemon: parts.daemon };
}

describe('GET /v1/status', () => {
  it('tells settings wanted and in force, transaction, sessions, update, platform and version', async () => {
    const { status, body } = await ask('GET', '/v1/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      appliance: { name: 'is_acme', version: '1.2.3' },
      settings: { lan: { ipv4: { address: '192.168.1.10' } } },
      network: { lan: { name: 'lan0' } },
      transaction: { phase: 'none' },
      update: { state: 'none' },
      platform: { connected: null, lastPoll: null },
      leds: lit(),
      sessions: [{ id: 'panel', kind: 'panel', link: { state: 'silent' } }],
    });
  });

  it('tells no password', async () => {
    const { body } = await ask('GET', '/v1/status');
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(body).toMatchObject({ settings: { proxy: { user: 'scanner', password: '********' } } });
  });
});

describe('PUT and DELETE /v1/update', () => {
  it('starts an update and answers with the lease', async () => {
    const { status, body, daemon } = await ask('PUT', '/v1/update', {
      state: 'running',
      percent: 18,
      message: 'Downloading',
    });
    expect(status).toBe(200);
    expect(body).toEqual({ update: { state: 'running', percent: 18, message: 'Downloading' }, lease_s: 60 });
    expect(daemon.value.update).toMatchObject({ state: 'running', percent: 18 });
  });

  it('takes an update that cannot say how far it is', async () => {
    const { daemon } = await ask('PUT', '/v1/update', { state: 'running' });
    expect(daemon.value.update).toEqual({ state: 'running', percent: null, message: '' });
  });

  it('names everything that is wrong at once', async () => {
    const { status, body, headers, daemon } = await ask('PUT', '/v1/update', {
      state: 'paused',
      percent: 101,
      message: 7,
      colour: 'red',
    });
    expect(status).toBe(422);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(body).toMatchObject({
      type: '/problems/invalid-body',
      errors: [
        { pointer: '/state', detail: 'expected "running"' },
        { pointer: '/percent', detail: 'expected a number from 0 to 100' },
        { pointer: '/message', detail: 'expected string' },
        { pointer: '/colour', detail: 'expected no such key' },
      ],
    });
    expect(daemon.value.update).toEqual({ state: 'none' });
  });

  it('ends it, done or failed', async () => {
    const parts = fakeParts();
    await ask('PUT', '/v1/update', { state: 'running' }, parts);
    const { status, daemon } = await ask('DELETE', '/v1/update', { result: 'failed' }, parts);
    expect(status).toBe(200);
    expect(daemon.finished).toEqual(['failed', 'released']);
  });

  it('refuses to end one that does not run: it may have lost its lease', async () => {
    expect(await ask('DELETE', '/v1/update', { result: 'done' })).toMatchObject({
      status: 409,
      body: { type: '/problems/no-update-running' },
    });
  });

  it('refuses when RAUC is the source', async () => {
    const { status } = await ask(
      'PUT',
      '/v1/update',
      { state: 'running' },
      fakeParts({ updateSource: 'rauc' }),
    );
    expect(status).toBe(409);
  });
});

describe('PUT /v1/platform', () => {
  it('takes what the agent tells and leaves the rest as it is', async () => {
    const { status, daemon } = await ask('PUT', '/v1/platform', {
      connected: true,
      lastPoll: '2026-11-22T08:00:00Z',
      name: 'is_branch.7',
      scanRunning: true,
    });
    expect(status).toBe(200);
    expect(daemon.value).toMatchObject({
      name: 'is_branch.7',
      features: { ipv6: true, vlan: true },
      platform: {
        connected: true,
        lastPoll_ms: Date.UTC(2026, 10, 22, 8),
        pollInterval_s: 180,
        scanRunning: true,
      },
    });
    expect(daemon.changes).toEqual([]);
  });

  it('changes the network for VLANs and routes, keeping everything else that is wanted', async () => {
    const { body, daemon } = await ask('PUT', '/v1/platform', {
      vlans: [{ id: 10, address: '10.0.10.2', netmask: '255.255.255.0', name: 'printers' }],
      routes: [{ target: '10.20.0.0/16', gateway: '192.168.1.254', name: 'lab' }],
    });
    expect(body).toEqual({ change: 'kept', vlans: 1, routes: 1, ignored: [] });
    expect(daemon.changes).toMatchObject([
      {
        title: 'platform',
        wanted: { lan: SETTINGS.lan, proxy: SETTINGS.proxy, platform: { vlans: [{ id: 10 }] } },
      },
    ]);
  });

  it('answers which VLANs the local one sets aside, and why', async () => {
    const { body } = await ask('PUT', '/v1/platform', {
      vlans: [
        { id: 7, address: '10.9.0.2', netmask: '255.255.255.0', name: 'same ID' },
        { id: 8, address: '10.7.0.2', netmask: '255.255.255.0', name: 'same address' },
      ],
    });
    expect(body).toMatchObject({
      ignored: [
        { id: 7, reason: 'local-vlan-id' },
        { id: 8, reason: 'local-vlan-address' },
      ],
    });
  });

  it('changes nothing when the same VLANs come again', async () => {
    const parts = fakeParts();
    const vlans = [{ id: 10, address: '10.0.10.2', netmask: '255.255.255.0', name: 'printers' }];
    await ask('PUT', '/v1/platform', { vlans }, parts);
    const { body } = await ask('PUT', '/v1/platform', { vlans }, parts);
    expect(body).toMatchObject({ change: 'unchanged' });
    expect(parts.daemon.changes).toHaveLength(1);
  });

  it('names every error of report, VLANs and routes together, and takes nothing', async () => {
    const { status, body, daemon } = await ask('PUT', '/v1/platform', {
      connected: true,
      pollInterval_s: 59,
      name: 'no spaces here',
      vlans: [
        { id: 4095, address: '10.0.10.2', netmask: '255.255.255.0', name: 'a' },
        { id: 1, address: '10.0.10.2', netmask: '255.0.255.0', name: 'b' },
      ],
      routes: [{ target: '10.20.0.1/16', gateway: '192.168.1.254', name: 'lab' }],
    });
    expect(status).toBe(422);
    const pointers = JSON.stringify(body).matchAll(/"pointer":"([^"]*)"/g);
    expect([...pointers].map((match) => match[1])).toEqual([
      '/pollInterval_s',
      '/name',
      '/vlans/0/id',
      '/vlans/1/address',
      '/vlans/1/netmask',
      '/routes/0/target',
    ]);
    expect(daemon.value.platform.connected).toBeNull();
    expect(daemon.changes).toEqual([]);
  });

  it('refuses the 4095th VLAN by its pointer', async () => {
    const vlans = Array.from({ length: 4095 }, (_, id) => ({
      id,
      address: `10.${1 + (id >> 8)}.${id & 255}.2`,
      netmask: '255.255.255.0',
      name: `vlan ${id}`,
    }));
    expect(await ask('PUT', '/v1/platform', { vlans: vlans.slice(0, 4094) })).toMatchObject({ status: 200 });
    expect(await ask('PUT', '/v1/platform', { vlans })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/vlans/4094' }] },
    });
  });

  it('says to try again while another change runs', async () => {
    const parts = fakeParts();
    parts.daemon.outcome = { kind: 'refused', reason: message('change-running'), log: 'a change runs' };
    const reply = await ask('PUT', '/v1/platform', { vlans: [], routes: [routeOf(1)] }, parts);
    expect(reply).toMatchObject({
      status: 409,
      headers: { 'retry-after': '30' },
      body: { detail: 'a change runs' },
    });
  });

  it('changes nothing when it is refused: half of it was once taken', async () => {
    const parts = fakeParts();
    parts.daemon.outcome = VLAN_REFUSED;
    const before = parts.daemon.appliance();
    await ask('PUT', '/v1/platform', { name: 'other', scanRunning: true, routes: [routeOf(1)] }, parts);
    expect(parts.daemon.appliance()).toEqual(before);
  });

  it('says why a change was rolled back', async () => {
    const parts = fakeParts();
    parts.daemon.outcome = VLAN_REFUSED;
    const reply = await ask('PUT', '/v1/platform', { routes: [routeOf(1)] }, parts);
    expect(reply).toMatchObject({ status: 409, body: { type: '/problems/change-rolled-back' } });
  });
});

describe('POST /v1/power', () => {
  it('reboots and shuts down', async () => {
    const { status, daemon } = await ask('POST', '/v1/power', { action: 'reboot' });
    expect(status).toBe(202);
    expect(daemon.powerActions).toEqual(['reboot']);
  });

  it('says why not', async () => {
    const parts = fakeParts();
    parts.daemon.powerVerdict = { ok: false, reason: message('update-running') };
    expect(await ask('POST', '/v1/power', { action: 'shutdown' }, parts)).toMatchObject({
      status: 409,
      body: { detail: 'A software update is running. Try again later.' },
    });
  });
});

describe('the remote front panel', () => {
  it('shows what the panel shows', async () => {
    const { body } = await ask('GET', '/v1/frame?session=panel');
    expect(body).toMatchObject({
      session: 'panel',
      frame: { rows: expect.arrayContaining(['IS_ACME             ']) },
    });
  });

  it('names the open sessions when there is no such one', async () => {
    expect(await ask('GET', '/v1/frame?session=console-9')).toMatchObject({
      status: 404,
      body: { detail: 'open sessions: panel' },
    });
  });

  it('presses no key unless the configuration lets it', async () => {
    const { status, daemon } = await ask('POST', '/v1/keys', { keys: ['ENTER'] });
    expect(status).toBe(403);
    expect(daemon.open[0]?.pressed).toEqual([]);
  });

  it('presses keys and types characters in order', async () => {
    const { status, daemon } = await ask(
      'POST',
      '/v1/keys',
      { keys: ['DOWN', 'ENTER', '7', 'BACKSPACE'] },
      fakeParts({ remoteKeys: true }),
    );
    expect(status).toBe(200);
    expect(daemon.open[0]?.pressed).toEqual([
      { type: 'KEY.DOWN' },
      { type: 'KEY.ENTER' },
      { type: 'KEY.CHARACTER', character: '7' },
      { type: 'KEY.BACKSPACE' },
    ]);
  });

  it('presses none of the keys when one of them is none', async () => {
    const reply = await ask('POST', '/v1/keys', { keys: ['ENTER', 'FIRE'] }, fakeParts({ remoteKeys: true }));
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ pointer: '/keys/1' }] } });
    expect(reply.daemon.open[0]?.pressed).toEqual([]);
  });
});

describe('what there is not', () => {
  it('is 404 for other paths and 405 with the methods for others', async () => {
    expect(await ask('GET', '/v1/nothing')).toMatchObject({ status: 404 });
    expect(await ask('POST', '/v1/update')).toMatchObject({ status: 405, headers: { allow: 'PUT, DELETE' } });
    expect(await ask('GET', '/v1/constructor')).toMatchObject({ status: 404 });
    expect(await ask('GET', 'toString')).toMatchObject({ status: 404 });
  });

  it('says nothing of the inside when the inside fails', async () => {
    const parts = fakeParts();
    parts.daemon.power = () => Promise.reject(new Error('the password is hunter2'));
    const reply = await ask('POST', '/v1/power', { action: 'reboot' }, parts);
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain('hunter2');
  });
});

const routeOf = (network: number) => ({
  target: `10.${network}.0.0/16`,
  gateway: '192.168.1.254',
  name: `route ${network}`,
});
