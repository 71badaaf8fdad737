import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
import { signName } from './text-file.ts';

/** The file is not TOML. */
export class TomlError extends Error {
  readonly line: number;
  /** Counted from 1; null: the whole line. */
  readonly column: number | null;

  constructor(line: number, column: number | null, message: string) {
    super(message);
    this.name = 'TomlError';
    this.line = line;
    this.column = column;
  }
}

export interface TomlDocument {
  readonly value: object;
  /** Line of a key, or of the nearest section around it that the file has; 1 when there is none. */
  lineOf(path: readonly string[]): number;
}

/** @throws TomlError */
export function parseToml(text: string): TomlDocument {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (error instanceof ParseError)
      throw new TomlError(
        error.lineNumber,
        error.column + 1,
        `not valid TOML: ${error.message}${signAt(text, error)}${hint(text, error)}`,
      );
    throw error;
  }
  const lines = new Map<string, number>();
  const top = program.body[0];
  for (const entry of top.body) {
    if (entry.type === 'TOMLTable') {
      remember(lines, namesOf(entry.resolvedKey), entry.loc.start.line);
      for (const pair of entry.body) visitPair(lines, namesOf(entry.resolvedKey), pair);
    } else {
      visitPair(lines, [], entry);
    }
  }
  return {
    value: getStaticTOMLValue(program),
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

/** The sign the parser stumbled over, where it is none that a keyboard types: it looks like one that is right. */
function signAt(text: string, { lineNumber, column }: ParseError): string {
  const line = text.split('\n')[lineNumber - 1] ?? '';
  const sign = /[^ -~\t\r]/u.exec(line.slice(Math.max(0, column - 1), column + 2))?.[0];
  return sign === undefined ? '' : `, got ${signName(sign)}`;
}

/** A hint at the most common mistake where a value should begin. */
function hint(text: string, { lineNumber, column }: ParseError): string {
  const line = text.split('\n')[lineNumber - 1] ?? '';
  const wantsValue = /=\s*$/.test(line.slice(0, column)) && /^[A-Za-z/]/.test(line.slice(column));
  return wantsValue ? '; a text stands in quotes' : '';
}

function visitPair(lines: Map<string, number>, under: readonly string[], pair: AST.TOMLKeyValue): void {
  const names = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const line = pair.loc.start.line;
  for (let length = 1; length <= names.length; length++) {
    remember(lines, [...under, ...names.slice(0, length)], line);
  }
  visitValue(lines, [...under, ...names], pair.value);
}

function visitValue(lines: Map<string, number>, path: readonly string[], value: AST.TOMLContentNode): void {
  if (value.type === 'TOMLInlineTable') {
    for (const pair of value.body) visitPair(lines, path, pair);
  } else if (value.type === 'TOMLArray') {
    for (const [index, element] of value.elements.entries()) {
      remember(lines, [...path, String(index)], element.loc.start.line);
      visitValue(lines, [...path, String(index)], element);
    }
  }
}

function remember(lines: Map<string, number>, path: readonly string[], line: number): void {
  const key = keyOf(path);
  if (!lines.has(key)) lines.set(key, line);
}

/** Names may hold dots, so the path is written as JSON. */
function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

function namesOf(resolvedKey: readonly (string | number)[]): string[] {
  return resolvedKey.map(String);
}
