import type { Clock } from '../../menus/clock.ts';
import { LineLimit } from './line-limit.ts';

/** From the most to the least urgent. A namespace shows its level and everything more urgent. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A function is called only if the level is enabled. */
type Message = string | (() => string);

/**
 * Fields of a log line: flat values only, so that settings, journal or configuration cannot be logged as a whole.
 * Field names that suggest a secret do not compile; should one arrive at run time, its value is masked.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null>> & {
  readonly password?: never;
  readonly pin?: never;
  readonly secret?: never;
};

/** Writes structured lines under one namespace (`panel`, `network`, `session`...). */
export interface Log {
  error(message: Message, fields?: LogFields): void;
  warn(message: Message, fields?: LogFields): void;
  info(message: Message, fields?: LogFields): void;
  debug(message: Message, fields?: LogFields): void;
  /** The same log under `namespace.name`. */
  child(name: string): Log;
  /** The last lines that were written, oldest first. */
  tail(): readonly string[];
  /** Masks this text in every later line of every namespace, also where it is part of a message. */
  redact(secret: string): void;
}

/** The levels shown: `levels` by namespace, inherited by its children; `level` for all others. */
export interface LogLevels {
  readonly level: LogLevel;
  readonly levels: Readonly<Record<string, LogLevel>>;
}

interface LogOptions extends LogLevels {
  readonly clock: Clock;
  /** Takes one line without its line feed. */
  readonly write: (line: string) => void;
}

/** Masking shorter secrets would garble ordinary text; field names and types still keep them out of the log. */
const SHORTEST_REDACTED = 4;
const MASK = '***';
const SECRET_NAME = /password|passwd|secret|^pin$|_pin$/i;

/**
 * A log of one line per event in logfmt, which both a person and `journalctl | grep` can read:
 * `time=2026-11-22T08:00:00.000Z level=info name=panel msg="panel connected" identity="CFA635:h1.4"`.
 */
export function createLog(options: LogOptions): Log {
  const tail: string[] = [];
  const write = (line: string): void => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    options.write(line);
  };
  return logUnder(
    '',
    { ...options, write },
    { secrets: new Set(), tail, limit: new LineLimit(options.clock) },
  );
}

/** Lines kept for consoles: more than a screen of 50 rows; with their usual 150 characters, 20 KiB. */
const TAIL_LINES = 100;

/** What all namespaces of a log share. */
interface Shared {
  readonly secrets: Set<string>;
  readonly limit: LineLimit;
  readonly tail: readonly string[];
}

function logUnder(namespace: string, options: LogOptions, shared: Shared): Log {
  const { secrets, tail, limit } = shared;
  const threshold = LOG_LEVELS.indexOf(levelOf(namespace, options));
  const at =
    (level: LogLevel) =>
    (message: Message, fields?: LogFields): void => {
      if (LOG_LEVELS.indexOf(level) > threshold) return;
      const text = typeof message === 'string' ? message : message();
      const write = (more: LogFields) => {
        const all = { ...fields, ...more };
        options.write(mask(lineOf(options.clock.wallTime(), level, namespace, text, all), secrets));
      };
      // Debug lines are asked for, to see each of them.
      if (level === 'debug') write({});
      else limit.take(`${namespace} ${text}`, write);
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: (name) => logUnder(namespace === '' ? name : `${namespace}.${name}`, options, shared),
    tail: () => [...tail],
    redact(secret) {
      if (secret.length >= SHORTEST_REDACTED) secrets.add(secret);
    },
  };
}

function levelOf(namespace: string, { level, levels }: LogLevels): LogLevel {
  for (let name = namespace; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const own = levels[name];
    if (own !== undefined) return own;
  }
  return level;
}

function lineOf(now_ms: number, level: LogLevel, namespace: string, text: string, fields: LogFields): string {
  const parts = [`time=${new Date(now_ms).toISOString()}`, `level=${level}`];
  if (namespace !== '') parts.push(`name=${namespace}`);
  parts.push(`msg=${quoted(text)}`);
  for (const [name, value] of Object.entries(fields)) {
    parts.push(`${name}=${SECRET_NAME.test(name) ? MASK : quoted(String(value))}`);
  }
  return parts.join(' ');
}

/** Quoted where a space, quote, equals sign or control character would break the line apart. */
function quoted(text: string): string {
  return /^[!#-<>-~]+$/.test(text) ? text : escaped(JSON.stringify(text));
}

/**
 * What JSON leaves as it is and a terminal obeys or hides: C1 and DEL, format characters such as U+202E which turns the
 * text around, line and paragraph separators, and marks that pile up on the character before.
 */
const UNSEEN = /[\p{C}\p{M}\p{Zl}\p{Zp}]/gu;

function escaped(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

function mask(line: string, secrets: ReadonlySet<string>): string {
  let masked = line;
  for (const secret of secrets) {
    masked = masked.replaceAll(secret, MASK).replaceAll(JSON.stringify(secret).slice(1, -1), MASK);
  }
  return masked;
}

/**
 * Levels from `BEZEL_LOG`: a level for all, and `namespace=level` for some, separated by commas:
 * `warn,panel=debug`. Unknown parts are ignored: a typing error must not stop the appliance.
 */
export function levelsFromEnvironment(text: string | undefined, configured: LogLevels): LogLevels {
  let level = configured.level;
  const levels: Record<string, LogLevel> = { ...configured.levels };
  for (const part of (text ?? '').split(',')) {
    const [first = '', second] = part.trim().split('=');
    const wanted = LOG_LEVELS.find((name) => name === (second ?? first));
    if (wanted === undefined) continue;
    if (second === undefined) level = wanted;
    else levels[first] = wanted;
  }
  return { level, levels };
}
