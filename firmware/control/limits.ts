/** Limits of what clients may use, so that none of them slows the panel. */

/** Bytes of a request body. 4094 VLANs and as many routes take about 700 KiB. */
export const BODY_LIMIT = 1_048_576;

/** Open connections, event streams and consoles included; more get a 503. */
export const CONNECTION_LIMIT = 100;

/** Consoles at once: each is a running session of menus (a tty, a serial line, a few over ssh). */
export const CONSOLE_LIMIT = 16;

/** Milliseconds for a request's headers, and for the whole request, to arrive. Local clients need about 1 ms. */
export const HEADERS_LIMIT_ms = 5_000;
export const REQUEST_LIMIT_ms = 10_000;

/** Unsent bytes of an event stream; above it the client counts as stuck and is disconnected. */
export const EVENTS_BACKLOG_LIMIT = 4_194_304;

/** Unsent bytes of a console; above it views are replaced rather than queued. */
export const CONSOLE_BACKLOG_LIMIT = 131_072;

/** Milliseconds between heartbeats on streams, so that each side notices when the other is dead. */
export const HEARTBEAT_ms = 10_000;

/** A console that has missed this many heartbeats is disconnected. */
export const HEARTBEATS_MISSED = 3;

/** Keys of a console at once and per second: enough for a long paste, too few for a flood. */
export const KEY_BURST = 1_000;
export const KEYS_PER_SECOND = 200;
