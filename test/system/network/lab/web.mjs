// The platform over HTTPS and an authenticating proxy, run inside the world's namespace: `node web.mjs DIRECTORY`.
import { readFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer as createPlatform } from 'node:https';
import { connect } from 'node:net';

const [, , directory] = process.argv;
const PLATFORM = { host: '203.0.113.10', port: 443 };
const PROXY = { host: '10.77.0.1', port: 3128, authorization: 'Basic Ym94OnNlc2FtZQ==' };

createPlatform(
  { key: readFileSync(`${directory}/platform.key`), cert: readFileSync(`${directory}/platform.pem`) },
  (_request, response) => response.end('hello\n'),
).listen(PLATFORM.port, PLATFORM.host);

const proxy = createProxy((_request, response) => {
  response.writeHead(405);
  response.end();
});
proxy.on('connect', (request, client) => {
  client.on('error', () => client.destroy());
  if (request.headers['proxy-authorization'] !== PROXY.authorization) {
    client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const upstream = connect(PLATFORM.port, PLATFORM.host, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(upstream).pipe(client);
  });
  upstream.on('error', () => client.destroy());
});
proxy.listen(PROXY.port, PROXY.host);
