import { connect, type Socket } from 'node:net';

/** One way of asking too much of the control socket: what each of `clients` connections sends, for ever. */
export interface Flood {
  readonly name: string;
  readonly what: string;
  readonly clients: number;
  /** Called for each connection once it is open. */
  readonly run: (socket: Socket) => void;
  /** Whether the clients read what is answered. */
  readonly reads: boolean;
}

const request = (method: string, path: string, body = ''): string =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const UPGRADE =
  'GET /v1/session?name=flood HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

/** A client's frame with a mask of zeros (RFC 6455, section 5.2). `first`: FIN and the operation. */
const frame = (first: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([first, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

const key = (name: string): Buffer => frame(0x81, `{"type":"key","event":{"type":"KEY.${name}"}}`);

const VLANS = Array.from({ length: 4094 }, (_, id) => ({
  id,
  address: `10.${1 + (id >> 8)}.${id & 255}.2`,
  netmask: '255.255.255.0',
  name: `vlan ${id}`,
}));
const UNKNOWN_KEYS = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, 0]));

/** Writes the same again and again, as fast as it is taken. */
const again = (bytes: string | Buffer) => (socket: Socket) => {
  const write = () => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', write);
  write();
};

/** Writes the same again when something was answered. */
const inTurn = (bytes: string) => (socket: Socket) => {
  socket.write(bytes);
  socket.on('data', () => socket.write(bytes));
};

const console = (bytes: Buffer) => (socket: Socket) => {
  socket.write(UPGRADE);
  again(bytes)(socket);
};

export const FLOODS: readonly Flood[] = [
  {
    name: 'status',
    what: 'status asked for without pause',
    clients: 20,
    reads: true,
    run: inTurn(request('GET', '/v1/status')),
  },
  {
    name: 'pipelined',
    what: 'requests written without waiting for answers',
    clients: 8,
    reads: true,
    run: again('GET / HTTP/1.0\r\n\r\n'.repeat(3_000)),
  },
  {
    name: 'unread',
    what: 'requests whose answers are never read',
    clients: 64,
    reads: false,
    run: again(request('GET', '/v1/status').repeat(100)),
  },
  {
    name: 'keys',
    what: 'keys of 16 consoles without pause',
    clients: 16,
    reads: true,
    run: console(Buffer.concat(['ENTER', 'DOWN', 'DOWN', 'EXIT'].map(key))),
  },
  {
    name: 'fragments',
    what: 'empty fragments of 16 consoles',
    clients: 16,
    reads: true,
    run: console(Buffer.concat([frame(1, ''), ...Array.from({ length: 1_000 }, () => frame(0, ''))])),
  },
  {
    name: 'pings',
    what: 'pings of 16 consoles that read nothing',
    clients: 16,
    reads: false,
    run: console(Buffer.concat(Array.from({ length: 100 }, () => frame(0x89, 'x'.repeat(125))))),
  },
  {
    name: 'brackets',
    what: 'bodies of half a million brackets',
    clients: 10,
    reads: true,
    run: inTurn(request('PUT', '/v1/platform', '['.repeat(500_000) + ']'.repeat(500_000))),
  },
  {
    name: 'vlans',
    what: '4094 VLANs, again and again',
    clients: 2,
    reads: true,
    run: inTurn(request('PUT', '/v1/platform', JSON.stringify({ vlans: VLANS }))),
  },
  {
    name: 'wrong-vlans',
    what: 'VLANs with 30 unknown keys each',
    clients: 4,
    reads: true,
    run: inTurn(
      request(
        'PUT',
        '/v1/platform',
        JSON.stringify({ vlans: VLANS.slice(0, 2_500).map((vlan) => ({ ...vlan, ...UNKNOWN_KEYS })) }),
      ),
    ),
  },
  {
    name: 'held',
    what: 'connections that send half a request, 200 at a time',
    clients: 200,
    reads: true,
    run: (socket) => void socket.write('GET /v1/status HTTP/1.1\r\n'),
  },
  {
    name: 'events',
    what: 'event streams that are never read, 100 at a time, while an update tells its progress',
    clients: 100,
    reads: false,
    run: (socket) => void socket.write(request('GET', '/v1/events')),
  },
  {
    name: 'resets',
    what: 'upgrades that are broken off',
    clients: 20,
    reads: false,
    run: (socket) => void socket.write(UPGRADE.replace('session', 'status'), () => socket.destroy()),
  },
  {
    name: 'connects',
    what: 'connections that are opened and closed',
    clients: 20,
    reads: false,
    run: (socket) => void socket.destroy(),
  },
  {
    name: 'garbage',
    what: 'bytes that are no HTTP',
    clients: 20,
    reads: true,
    run: (socket) => void socket.write(Buffer.alloc(65_536, 0xa5)),
  },
];

/** Keeps as many connections busy as the flood has; one that ends is replaced. */
export function flood({ clients, run, reads }: Flood, path: string): void {
  const open = (): void => {
    const socket = connect(path, () => run(socket));
    if (reads) socket.resume();
    else socket.pause();
    socket.on('error', () => undefined);
    socket.on('close', () => setImmediate(open));
  };
  for (let count = 0; count < clients; count++) open();
}

/** Progress of an update, ten times a second: every stream has something to miss. */
export function tellProgress(path: string): void {
  let percent = 0;
  setInterval(() => {
    percent = (percent + 1) % 100;
    const body = JSON.stringify({ state: 'running', percent, message: 'flood '.repeat(30) });
    const socket = connect(path, () => socket.end(request('PUT', '/v1/update', body)));
    socket.on('error', () => undefined);
    socket.resume();
  }, 100);
}
