import { type NamedText, nearestWords } from '@perennial/conditions';
import type { FactsColumns } from '@perennial/facts';
import type { Vocabulary } from './vocabulary.ts';
import { vocabularyOf } from './vocabulary-of.ts';
import { type WantedText, WantedTexts } from './wanted-texts.ts';

/** A text that nothing told so far has. */
export interface UnknownText extends NamedText {
  /** The nearest ones that were told. */
  suggestions: readonly string[];
  /** Its place among the texts asked about. */
  index: number;
}

/**
 * Which of these texts nothing told so far has, the first so many. Known ones cost a look into an index or a part of a pass over the vocabulary, as
 * rare as they are; unknown ones a whole pass. Patterns are not looked at.
 */
export function unknownTexts(
  texts: readonly NamedText[],
  columns: FactsColumns,
  limit: number,
): UnknownText[] {
  return Array.from(wantedByVocabulary(texts, columns).values())
    .flatMap(unknownIn)
    .sort((one, other) => one.index - other.index)
    .slice(0, limit)
    .map(({ named, index, words }) => ({ ...named, index, suggestions: nearTo(named, words) }));
}

interface Wanted {
  vocabulary: Vocabulary;
  texts: WantedTexts;
}

function wantedByVocabulary(texts: readonly NamedText[], columns: FactsColumns): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const [index, named] of texts.entries()) {
    const vocabulary = hasPattern(named) ? undefined : vocabularyOf(named.thing, columns);
    if (vocabulary === undefined || vocabulary.knows(named.text)) continue;
    const known = wanted.get(vocabulary.key) ?? { vocabulary, texts: new WantedTexts(vocabulary) };
    wanted.set(vocabulary.key, known);
    known.texts.add(named, index);
  }
  return wanted;
}

/** With the words that were gone through: all of them, where something is unknown. */
function unknownIn({ vocabulary, texts }: Wanted): (WantedText & { words: ReadonlySet<string> })[] {
  const words = vocabulary.words();
  if (words === undefined) return [];
  const seen = new Set<string>();
  return texts.without(noted(words, seen)).map((found) => ({ ...found, words: seen }));
}

/** Each word once. */
function* noted(words: Iterable<string>, seen: Set<string>): Generator<string> {
  for (const word of words) {
    if (seen.has(word)) continue;
    seen.add(word);
    yield word;
  }
}

function hasPattern({ thing }: NamedText): boolean {
  return 'test' in thing && thing.test.op === 'matches';
}

/** Of a part of a text, and of the type of event that a verb means, nothing is near. */
function nearTo({ text, thing }: NamedText, words: ReadonlySet<string>): string[] {
  if ('test' in thing && thing.test.op !== 'in') return [];
  if (thing.of === 'event_type' && thing.hasVerb) return [];
  return nearestWords(text, words);
}
