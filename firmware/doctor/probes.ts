import { PANEL_FAMILIES } from '../panels/families.ts';
import type { Answer, PanelFamily, Probe } from '../panels/family.ts';

/** What answered on a port. */
export interface FoundPanel extends Answer {
  readonly family: PanelFamily;
  /** The speed it answered at, in bit/s. */
  readonly baud: number;
}

/** One question to a port, and everybody who may know the answer. */
export interface Inquiry {
  readonly baud: number;
  readonly question: Uint8Array;
  /** How long to wait for an answer, in milliseconds. */
  readonly patience_ms: number;
  /** Starts to listen: the returned function takes what arrives and says what it is as soon as it knows. */
  readonly listen: () => (bytes: Uint8Array) => FoundPanel | null;
}

/** Between two questions of one inquiry: the first may fall into half a command of an earlier program. */
export const REPEAT_ms = 500;
/** A panel answers within a quarter of a second; the question goes out three times. */
const PATIENCE_ms = 1250;

/** The questions of every family, in the order they are asked on one port. */
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
  return [
    {
      baud,
      question,
      patience_ms: Math.max(...group.map(({ probe }) => probe.patience_ms ?? PATIENCE_ms)),
      listen() {
        const listeners = group.map(({ family, probe }) => ({ family, take: probe.listen() }));
        return (bytes) => {
          for (const { family, take } of listeners) {
            const answer = take(bytes);
            if (answer !== null) return { ...answer, family, baud };
          }
          return null;
        };
      },
    },
  ];
}
