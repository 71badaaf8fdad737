import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { callControl } from '../../firmware/control/client.ts';
import { LoggedProgram } from '../bench/rig/program.ts';
import { until } from '../support/until.ts';
import type { Random, Target } from './fuzzer.ts';
import { below, mutated, noise, pick } from './mutate.ts';

const request = (method: string, path: string, body = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const REQUESTS: readonly [string, ...string[]] = [
  request('GET', '/v1/status'),
  request('GET', '/v1/events'),
  request('GET', '/v1/frame?session=panel'),
  request('PUT', '/v1/update', '{"state":"running","percent":18,"message":"Downloading"}'),
  request('DELETE', '/v1/update', '{"result":"failed","message":"no"}'),
  request('PUT', '/v1/platform', '{"connected":true,"lastPoll":"2026-11-22T08:00:00Z","name":"is_acme"}'),
  request(
    'PUT',
    '/v1/platform',
    '{"vlans":[{"id":10,"address":"10.0.10.2","netmask":"255.255.255.0","name":"a"}],"routes":[]}',
  ),
  request('POST', '/v1/keys', '{"keys":["ENTER","7"]}'),
  'PUT /v1/platform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
];

const SESSION =
  'GET /v1/session?name=fuzz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const KEYS: readonly [string, ...string[]] = ['UP', 'DOWN', 'ENTER', 'EXIT', 'LEFT', 'RIGHT'];

/** A client's frame with a mask of zeros (RFC 6455, section 5.2). */
const frame = (text: string) =>
  Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** What no answer may tell: the inside of the program, and secrets. */
const INSIDE = /\.cjs|node:internal|at Object|hunter22/;

/** A daemon of its own, as it is shipped. */
export async function sockets(root: string, directory: string): Promise<readonly Target[]> {
  const socket = join(directory, 'control.sock');
  const config = join(directory, 'bezel.toml');
  writeFileSync(
    config,
    `[network]\nbackend = "simulated"\n[state]\ndirectory = "${directory}/state"\n[control]\nsocket = "${socket}"\n`,
  );
  const daemon = new LoggedProgram(process.execPath, [
    join(root, 'dist/bezel.cjs'),
    'run',
    '--config',
    config,
  ]);
  await until('the daemon listens', () => readdirSync(directory).includes('control.sock'));
  const descriptors = () => readdirSync(`/proc/${daemon.pid}/fd`).length;
  const before = descriptors();
  let tries = 0;
  /** Sends it in pieces, reads or not, and leaves. */
  const send = async (bytes: Buffer, random: Random) => {
    const answer = await talk(socket, bytes, random);
    if (INSIDE.test(answer)) throw new Error(`an answer tells the inside: ${answer.slice(0, 300)}`);
    tries += 1;
    if (tries % 200 === 0) await callControl(socket, 'GET', '/v1/status');
    daemon.checkRunning();
  };
  return [
    {
      name: 'HTTP',
      run: (random) =>
        send(
          below(random, 20) === 0 ? noise(random, 500) : mutated(Buffer.from(pick(random, REQUESTS)), random),
          random,
        ),
    },
    {
      name: 'WebSocket',
      run(random) {
        const frames = Array.from({ length: 1 + below(random, 5) }, () =>
          frame(`{"type":"key","event":{"type":"KEY.${pick(random, KEYS)}"}}`),
        );
        return send(Buffer.concat([Buffer.from(SESSION), mutated(Buffer.concat(frames), random)]), random);
      },
      async close() {
        await callControl(socket, 'GET', '/v1/status');
        await until('every descriptor is freed', () => descriptors() <= before);
        await daemon.stop();
      },
    },
  ];
}

/** Milliseconds a client waits for an answer before it leaves. */
const PATIENCE_ms = 20;

function talk(path: string, bytes: Buffer, random: Random): Promise<string> {
  const cut = below(random, bytes.length + 1);
  const reads = below(random, 4) > 0;
  return new Promise((resolve) => {
    let answer = '';
    const client = connect(path, () => {
      client.write(bytes.subarray(0, cut));
      setImmediate(() =>
        client.write(bytes.subarray(cut), () => setTimeout(() => client.destroy(), PATIENCE_ms)),
      );
    });
    if (reads) client.on('data', (data) => (answer += data.toString('latin1')));
    client.on('error', () => undefined);
    client.on('end', () => client.destroy());
    client.on('close', () => resolve(answer));
  });
}
