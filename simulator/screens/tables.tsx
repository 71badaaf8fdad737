import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { BenchView, EventRow } from './bench-view.ts';
import { type BenchSymbols, THEME } from './theme.ts';

/** The network in force beside the wanted settings, and the running transaction. */
export function Settings(props: {
  readonly view: BenchView;
  readonly width: number;
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { view, width, symbols } = props;
  const label = 9;
  // The value in force also shows its origin: `192.168.100.100/24 dhcp`.
  const value = Math.max(24, Math.floor((width - label) / 2));
  return (
    <Box flexDirection="column" width={width}>
      <Text color={THEME.faint}>
        {pad('', label, symbols)}
        {pad('in force', value, symbols)}wanted
      </Text>
      {view.settings.map((row) => (
        <Text key={row.label} wrap="truncate">
          <Text color={THEME.faint}>{pad(row.label, label, symbols)}</Text>
          <Text color={row.differs ? THEME.warn : THEME.text}>{pad(row.inForce, value, symbols)}</Text>
          <Text color={row.differs ? THEME.title : THEME.faint}>
            {shorten(row.wanted, width - label - value, symbols)}
          </Text>
        </Text>
      ))}
      <Text wrap="truncate">
        <Text color={THEME.faint}>{pad('Change', label, symbols)}</Text>
        <Text color={view.transaction === 'none' ? THEME.faint : THEME.warn}>{view.transaction}</Text>
      </Text>
    </Box>
  );
}

/** The switches that break things; the selected one stays visible. `selected` null: the panel has the keys. */
export function Switches(props: {
  readonly view: BenchView;
  readonly selected: number | null;
  readonly width: number;
  readonly height: number;
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { view, selected, width, height, symbols } = props;
  const rows = height - 1;
  const first = Math.min(
    Math.max(0, view.switches.length - rows),
    Math.max(0, (selected ?? 0) - Math.floor(rows / 2)),
  );
  const last = Math.min(view.switches.length, first + rows);
  const more = view.switches.length > rows ? ` ${first + 1}-${last} of ${view.switches.length}` : '';
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text wrap="truncate">
        <Text color={selected === null ? THEME.faint : THEME.accent}>Switches</Text>
        <Text color={THEME.faint}>{more}</Text>
      </Text>
      {view.switches.slice(first, last).map((row, index) => {
        const isSelected = first + index === selected;
        return (
          <Text key={row.name} wrap="truncate">
            <Text color={THEME.accent}>{isSelected ? `${symbols.selected} ` : '  '}</Text>
            <Text color={isSelected ? THEME.title : THEME.text}>{pad(row.name, 13, symbols)}</Text>
            <Text color={row.isNormal ? THEME.faint : THEME.warn}>
              {shorten(row.value, width - 15, symbols)}
            </Text>
          </Text>
        );
      })}
    </Box>
  );
}

const EVENT_COLOURS: Readonly<Record<EventRow['tone'], string>> = {
  key: THEME.faint,
  info: THEME.text,
  warn: THEME.warn,
  error: THEME.error,
};

/** What happened, newest at the bottom. */
export function Events(props: {
  readonly events: readonly EventRow[];
  readonly width: number;
  readonly height: number;
  readonly symbols: BenchSymbols;
}): ReactElement {
  const { events, width, height, symbols } = props;
  const rows = height - 1;
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Text color={THEME.faint}>Events</Text>
      {events.slice(-rows).map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the log is its place
        <Text key={index}>
          <Text color={THEME.faint}>{event.time} </Text>
          <Text color={EVENT_COLOURS[event.tone]}>{shorten(event.text, width - 9, symbols)}</Text>
        </Text>
      ))}
    </Box>
  );
}

/** Cut, and marked as cut, where it is too long. */
function shorten(text: string, width: number, { cut }: BenchSymbols): string {
  return text.length <= width ? text : text.slice(0, Math.max(0, width - 1)) + cut;
}

/** One blank at least stays behind it. */
function pad(text: string, width: number, symbols: BenchSymbols): string {
  return shorten(text, width - 1, symbols).padEnd(width);
}
