import type { ServerResponse } from 'node:http';
import { Alarm } from '../../menus/alarm.ts';
import { type Section, SectionChanges, sectionDocument, statusDocument } from './documents.ts';
import { EVENTS_BACKLOG_LIMIT, HEARTBEAT_ms } from './limits.ts';
import type { ControlParts } from './ports.ts';

/**
 * `GET /v1/events`: server-sent events. First `status` with the whole status, then one event per change, named after
 * the changed section and holding all of it. A comment every 10 s keeps the stream alive.
 */
export function handleEvents({ daemon, clock, log }: ControlParts, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (text: string) => {
    response.write(text);
    if (response.writableLength > EVENTS_BACKLOG_LIMIT) {
      log.warn('a client of events does not read; let go', { waiting: response.writableLength });
      response.destroy();
    }
  };

  const changes = new SectionChanges();
  changes.next(daemon.appliance(), daemon.sessions());
  send(eventText('status', statusDocument(daemon.appliance(), daemon.sessions())));
  const sendChanges = () => {
    const [appliance, sessions] = [daemon.appliance(), daemon.sessions()];
    for (const section of changes.next(appliance, sessions)) {
      send(eventText(section, sectionDocument(section, appliance, sessions)));
    }
  };
  const stopWatching = [daemon.watch(sendChanges), daemon.watchSessions(sendChanges)];
  const heartbeat = new Alarm(clock);
  const beat = () => {
    send(': alive\n\n');
    heartbeat.after(HEARTBEAT_ms, beat);
  };
  heartbeat.after(HEARTBEAT_ms, beat);
  response.on('close', () => {
    for (const stop of stopWatching) stop();
    heartbeat.cancel();
  });
}

const eventText = (name: 'status' | Section, document: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(document)}\n\n`;
