/** A PIN guards the menus; these sockets guard everything else. Consoles could once reboot. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { callControl } from '../../../../firmware/control/client.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { ROUTES } from '../../../../firmware/control/handler.ts';
import { ROLES } from '../../../../firmware/control/roles.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';

let directory: string;
let parts: FakeParts;
let control: Control;

beforeEach(async () => {
  directory = temporaryDirectory();
  parts = fakeParts({ remoteKeys: true });
  // A group that exists everywhere, in the place of those that the package makes.
  const roles = ROLES.map((role) => ({ ...role, group: 'root' }));
  control = await startControl(parts, { path: join(directory, 'control.sock'), group: 'root', roles });
});
afterEach(() => control.close());

const RESOURCES = [
  ...Object.entries(ROUTES).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  ),
  'GET /v1/events',
  'GET /v1/session',
];

function statusOf(socketPath: string, resource: string): Promise<number | undefined> {
  const [method, path] = resource.split(' ');
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path, agent: false }, (response) => {
      resolve(response.statusCode);
      response.destroy();
    });
    call.on('error', reject).end();
  });
}

describe.each(ROLES)('the socket $file', ({ file, allowed }) => {
  it.each(RESOURCES)('serves its own and refuses all else: %s', async (resource) => {
    const status = await statusOf(join(directory, file), resource);
    if (allowed?.has(resource)) expect(status).not.toBe(403);
    else expect(status).toBe(403);
  });

  it('opens a session only if that is what it is for', async () => {
    const socket = new WebSocket(`ws+unix:${join(directory, file)}:/v1/session`);
    const opened = await new Promise<boolean>((resolve) => {
      socket.on('open', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    expect(opened).toBe(allowed?.has('GET /v1/session'));
    socket.terminate();
  });
});

it('a role whose group does not exist has no socket', async () => {
  await control.close();
  const roles = ROLES.map((role) => ({ ...role, group: 'no-such-group' }));
  control = await startControl(parts, { path: join(directory, 'control.sock'), group: 'root', roles });
  await expect(callControl(join(directory, 'console.sock'), 'GET', '/v1/status')).rejects.toThrow(
    'no daemon answers',
  );
});

it('the package makes the groups of the roles, and consoles are in no other', () => {
  const service = (name: string) =>
    readFileSync(new URL(`../../../../firmware/service/${name}`, import.meta.url), 'utf8');
  const users = service('sysusers.conf');
  for (const { group } of ROLES) {
    expect(users).toMatch(new RegExp(`^[gu] ${group} `, 'm'));
    expect(users).toMatch(new RegExp(`^m bezel ${group}$`, 'm'));
  }
  expect(users).not.toMatch(/^m bezel-console/m);
  expect(service('bezel-console@.service')).toMatch(/^Group=bezel-console$/m);
  expect(service('bezel-console@.service')).toContain('--socket /run/bezel/console.sock');
});
