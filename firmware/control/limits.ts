/** Limits of what clients may use, so that none of them slows the panel. */

/** Bytes of a request body, except the platform's. */
export const BODY_LIMIT_bytes = 4_096;

/** 4094 VLANs and as many routes take about 700 KiB. */
export const PLATFORM_BODY_LIMIT_bytes = 1_048_576;

/** Objects and arrays within each other; the deepest body that any route takes has three. */
export const BODY_DEPTH_LIMIT = 8;

/** Commas and colons of a body: 4094 VLANs and as many routes have 65,000. */
export const BODY_VALUES_LIMIT = 80_000;

/** Bytes of a request's head. */
export const HEAD_LIMIT_bytes = 8_192;

/**
 * Open connections beside event streams and consoles: short requests. When all are taken, the one that has waited
 * longest without a request makes room, so that clients which only hold connections keep nobody out.
 */
export const REQUEST_CONNECTION_LIMIT = 64;

/** Connections just opened that wait for their turn; what comes beyond them is closed at once. */
export const ARRIVALS_LIMIT = 64;

/** Event streams at once. */
export const EVENTS_LIMIT = 16;

/** Consoles at once: each is a running session of menus (a tty, a serial line, a few over ssh). */
export const CONSOLE_LIMIT = 16;

/** Refused connections that are still open, so that the client can read why. */
export const LINGERING_LIMIT = 16;

/** Milliseconds for a request's head, and for the whole request, to arrive. Local clients need about 1 ms. */
export const HEAD_LIMIT_ms = 5_000;
export const REQUEST_LIMIT_ms = 10_000;

/** Milliseconds a connection may wait for its next request. */
export const KEEP_ALIVE_ms = 5_000;

/** Milliseconds a client may take to read an answer. */
export const ANSWER_LIMIT_ms = 10_000;

/** Milliseconds a connection that was ended stays open for the client to read the last answer. */
export const LINGER_ms = 1_000;

/** Unsent bytes of one connection; above it no more is read from that client, and views and events are replaced. */
export const BACKLOG_LIMIT_bytes = 65_536;

/** Unsent bytes of all connections together; above it the one with the most is cut off. */
export const BACKLOGS_LIMIT_bytes = 8_388_608;

/** Bytes handed on in one turn: of a request, and of a console, where they are three keys. */
export const REQUEST_PORTION_bytes = 4_096;
export const CONSOLE_PORTION_bytes = 256;

/** Milliseconds between heartbeats on streams, so that each side notices when the other is dead. */
export const HEARTBEAT_ms = 10_000;

/** A console that has missed this many heartbeats is disconnected; so is an event stream that reads nothing. */
export const HEARTBEATS_MISSED = 3;
