/** What one client may cost. Reasons beside each: the panel must not feel any of it. */

/** Bytes of a request body. 4094 VLANs and as many routes take about 700 KiB. */
export const BODY_LIMIT = 1_048_576;

/** Open connections, event streams and consoles included; more get a 503. */
export const CONNECTION_LIMIT = 100;

/** Consoles at once: each is a running session of menus (a tty, a serial line, a few over ssh). */
export const CONSOLE_LIMIT = 16;

/** Milliseconds for a request's headers to arrive, and for all of it. Local clients take one. */
export const HEADERS_LIMIT_ms = 5_000;
export const REQUEST_LIMIT_ms = 10_000;

/** Bytes waiting to be read by a client of events; one that reads no more is let go. */
export const EVENTS_BACKLOG_LIMIT = 4_194_304;

/** Bytes waiting to be read by a console; above it views are replaced rather than queued. */
export const CONSOLE_BACKLOG_LIMIT = 131_072;

/** Milliseconds between signs of life on streams, so that either side notices a dead other. */
export const HEARTBEAT_ms = 10_000;

/** A console that has not answered for so many heartbeats is gone. */
export const HEARTBEATS_MISSED = 3;

/** Keys of a console at once and per second: a long paste fits, a program that floods does not. */
export const KEY_BURST = 1_000;
export const KEYS_PER_SECOND = 200;
