/** Every kind of reader of a screen, by language and repertoire. */
import {
  BASIC_REPERTOIRE,
  LATIN_1_REPERTOIRE,
  type Repertoire,
  WHOLE_REPERTOIRE,
} from '../../menus/frame.ts';
import type { SessionSnapshot } from '../../menus/session/machine.ts';
import { type Audience, wordsFor } from '../../menus/words/audience.ts';
import { LANGUAGE_IDS, LANGUAGES, type LanguageId } from '../../menus/words/languages.ts';
import type { Language } from '../../menus/words/words.ts';

export interface Readership<Register extends Audience['register'] = Audience['register']> {
  /** `de in basic characters`, `de in Latin-1`, `de in all characters`. */
  readonly name: string;
  readonly language: { readonly id: LanguageId; readonly words: Language };
  readonly audience: Audience;
  readonly words: Language[Register];
}

const REPERTOIRES: Readonly<Record<string, Repertoire>> = {
  'basic characters': BASIC_REPERTOIRE,
  'Latin-1': LATIN_1_REPERTOIRE,
  'all characters': WHOLE_REPERTOIRE,
};

/** One readership for each version of a register's words: versions that a repertoire does not change come once. */
export async function readershipsOf<Register extends Audience['register']>(
  register: Register,
): Promise<readonly Readership<Register>[]> {
  const readers = new Map<string, Readership<Register>>();
  for (const id of LANGUAGE_IDS) {
    const language = { id, words: await LANGUAGES[id].load() };
    for (const [characters, repertoire] of Object.entries(REPERTOIRES)) {
      const words = wordsFor(language.words, register, repertoire);
      const name = `${id} in ${characters}`;
      const texts = JSON.stringify(words);
      if (!readers.has(texts))
        readers.set(texts, { name, language, audience: { register, repertoire }, words });
    }
  }
  return [...readers.values()];
}

/** The same moment of a session as another reader finds it. */
export function readBy(snapshot: SessionSnapshot, { language, audience }: Readership): SessionSnapshot {
  const contextOf = <Context extends SessionSnapshot['context'] | { readonly appliance: object }>({
    context,
  }: {
    readonly context: Context;
  }) => ({ value: { ...context, appliance: { ...context.appliance, language }, audience } });
  const { wizard } = snapshot.children;
  const inside = wizard?.getSnapshot();
  const reread = inside && Object.create(inside, { context: contextOf(inside) });
  const children = wizard ? { wizard: Object.create(wizard, { getSnapshot: { value: () => reread } }) } : {};
  return Object.create(snapshot, { context: contextOf(snapshot), children: { value: children } });
}
