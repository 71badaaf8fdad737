import { PANEL_FAMILIES } from '../panels/families.ts';
import type { Answer, PanelFamily, Probe } from '../panels/family.ts';

/** The panel that answered on a port. */
export interface FoundPanel extends Answer {
  readonly family: PanelFamily;
  /** The speed it answered at, in bit/s. */
  readonly baud: number;
}

/** One command to a port, and the parsers of every family that may answer it. */
export type Inquiry = {
  readonly baud: number;
  readonly question: Uint8Array;
} & (
  | {
      readonly kind: 'checked';
      /** How long to wait for an answer, in milliseconds. */
      readonly patience_ms: number;
      /** The returned function takes each received chunk and returns the panel once it is identified, else null. */
      readonly listen: () => (bytes: Uint8Array) => FoundPanel | null;
    }
  | {
      readonly kind: 'unchecked';
      /** Reads everything that arrived in answer to one question; null: it is no answer. */
      readonly whole: (bytes: Uint8Array) => FoundPanel | null;
    }
);

/** Time between repeats, in milliseconds. The first may be lost in a command that another program left unfinished. */
export const REPEAT_ms = 400;
/** Two questions, and a quarter of a second for the answer to the last. */
const PATIENCE_ms = 900;

/** The inquiries of every family, in the order in which they are sent. Equal questions are sent once. */
export async function inquiries(
  families: readonly PanelFamily[] = PANEL_FAMILIES,
): Promise<readonly Inquiry[]> {
  const loaded = await Promise.all(
    families.map(async (family) => (await family.probes()).map((probe) => ({ family, probe }))),
  );
  const groups: FamilyProbe[][] = [];
  for (const each of loaded.flat()) {
    const alike = groups.find(([first]) => first !== undefined && isSameQuestion(first.probe, each.probe));
    if (alike === undefined) groups.push([each]);
    else alike.push(each);
  }
  return groups.flatMap(inquiryOf);
}

interface FamilyProbe {
  readonly family: PanelFamily;
  readonly probe: Probe;
}

function isSameQuestion(a: Probe, b: Probe): boolean {
  return a.baud === b.baud && Buffer.from(a.question).equals(b.question);
}

function inquiryOf(group: readonly FamilyProbe[]): readonly Inquiry[] {
  const [first] = group;
  if (first === undefined) return [];
  const { baud, question } = first.probe;
  const found = (family: PanelFamily, answer: Answer): FoundPanel => ({ ...answer, family, baud });
  const checked = group.flatMap(({ family, probe }) => ('listen' in probe ? [{ family, probe }] : []));
  const unchecked = group.flatMap(({ family, probe }) => ('whole' in probe ? [{ family, probe }] : []));
  const inquiries: Inquiry[] = [];
  if (checked.length > 0)
    inquiries.push({
      kind: 'checked',
      baud,
      question,
      patience_ms: Math.max(...checked.map(({ probe }) => probe.patience_ms ?? PATIENCE_ms)),
      listen() {
        const listeners = checked.map(({ family, probe }) => ({ family, take: probe.listen() }));
        return (bytes) => {
          for (const { family, take } of listeners) {
            const answer = take(bytes);
            if (answer !== null) return found(family, answer);
          }
          return null;
        };
      },
    });
  if (unchecked.length > 0)
    inquiries.push({
      kind: 'unchecked',
      baud,
      question,
      whole(bytes) {
        for (const { family, probe } of unchecked) {
          const answer = probe.whole(bytes);
          if (answer !== null) return found(family, answer);
        }
        return null;
      },
    });
  return inquiries;
}
