import type { IncomingMessage, ServerResponse } from 'node:http';
import { Alarm } from '../../menus/alarm.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { type Section, SectionChanges } from './documents.ts';
import { HEARTBEAT_ms, HEARTBEATS_MISSED } from './limits.ts';
import type { RouteParts } from './ports.ts';

interface EventParts extends RouteParts {
  readonly connections: Connections;
}

interface Stream {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection;
}

/**
 * `GET /v1/events`: server-sent events. First `status` with the whole status, then one event per change, named after
 * the changed section and holding all of it. A comment every 10 s keeps the stream alive. While the client is behind,
 * changes of a section replace each other: it misses some in between, never the last.
 */
export function handleEvents(
  { daemon, clock, log, connections, texts }: EventParts,
  { request, response, connection }: Stream,
): void {
  connection.serve('events');
  // A body would be nobody's to read.
  request.resume();
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const changes = new SectionChanges();
  const waiting = new Set<Section>();

  const sendWaiting = () => {
    for (const section of waiting) {
      if (connection.isBehind || response.destroyed) return;
      waiting.delete(section);
      response.write(eventText(section, texts.section(section, daemon.appliance(), daemon.sessions())));
    }
    connections.boundBacklogs();
  };
  const noteChanges = () => {
    for (const section of changes.next(daemon.appliance(), daemon.sessions())) waiting.add(section);
    sendWaiting();
  };
  changes.next(daemon.appliance(), daemon.sessions());
  response.write(eventText('status', texts.status(daemon.appliance(), daemon.sessions())));
  connections.boundBacklogs();
  connection.on('drain', sendWaiting);
  const stopWatching = [daemon.watch(noteChanges), daemon.watchSessions(noteChanges)];

  const heartbeat = new Alarm(clock);
  let taken_bytes = -1;
  let missed = 0;
  const beat = () => {
    missed = connection.taken_bytes === taken_bytes ? missed + 1 : 0;
    taken_bytes = connection.taken_bytes;
    if (missed >= HEARTBEATS_MISSED) {
      log.warn('a client of events does not read; let go', { waiting_bytes: connection.backlog_bytes });
      connection.cutOff();
      return;
    }
    if (!connection.isBehind) response.write(': alive\n\n');
    heartbeat.after(HEARTBEAT_ms, beat);
  };
  heartbeat.after(HEARTBEAT_ms, beat);
  response.on('close', () => {
    for (const stop of stopWatching) stop();
    heartbeat.cancel();
  });
}

const eventText = (name: 'status' | Section, json: string): string => `event: ${name}\ndata: ${json}\n\n`;
