import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import { EncodingError, textOfFile } from '../config/text-file.ts';
import { parseToml, TomlError } from '../config/toml.ts';
import { configSchema, withAllSections } from './schema.ts';

/** The checked configuration, every default filled in. */
export type Config = v.InferOutput<typeof configSchema>;

/** All problems of a configuration file. */
export class ConfigError extends Error {
  /** One sentence each: `/etc/bezel.toml:7: panel.baud: expected a whole number from 1200 to 921600, got "fast"`. */
  readonly problems: readonly string[];
  /** Line of the first problem; null: the file cannot be read. */
  readonly line: number | null;

  constructor(problems: readonly string[], line: number | null) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
    this.line = line;
  }
}

/** @throws ConfigError when the file cannot be read or is invalid */
export function loadConfig(file: string): Config {
  try {
    return parseConfig(textOfFile(readFileSync(file)), file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (error instanceof EncodingError)
      throw new ConfigError([`${file}:${error.line}: ${error.message}`], error.line);
    throw new ConfigError([`${file}: cannot be read: ${reasonOf(error)}`], null);
  }
}

/** @throws ConfigError with file, line and key of every problem */
export function parseConfig(text: string, file: string): Config {
  const document = attemptToml(text, file);
  const result = v.safeParse(configSchema, withAllSections(document.value));
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => {
    const path = (issue.path ?? []).map((item) => String(item.key));
    return { line: document.lineOf(path), text: `${path.join('.') || 'the file'}: ${explain(issue)}` };
  });
  problems.sort((a, b) => a.line - b.line);
  throw new ConfigError(
    problems.map((problem) => `${file}:${problem.line}: ${problem.text}`),
    problems[0]?.line ?? null,
  );
}

function attemptToml(text: string, file: string) {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const column = error.column === null ? '' : `:${error.column}`;
    throw new ConfigError([`${file}:${error.line}${column}: ${error.message}`], error.line);
  }
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') return issue.message;
  if (issue.input === undefined) return `missing: ${issue.message}`;
  return `${issue.message}${gotten(issue.input)}`;
}

/** The value found, if it is a simple one that fits into a message. */
function gotten(input: unknown): string {
  const isSimple = typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean';
  return isSimple ? `, got ${JSON.stringify(input)}` : '';
}
