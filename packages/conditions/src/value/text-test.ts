import type { TextTest } from '../tree/value-test.ts';
import { patternTest } from './pattern.ts';

/** A test of texts; the empty text is unset and passes none. @throws when a pattern is refused (`patternProblem`) */
export function textTest(
  test: TextTest,
  { caseSensitive }: { caseSensitive: boolean },
): (text: string) => boolean {
  if (test.op === 'matches') {
    const matches = patternTest(test.pattern, caseSensitive);
    return (text) => text !== '' && matches(text);
  }
  const fold = caseSensitive ? (text: string) => text : (text: string) => text.toLowerCase();
  if (test.op === 'in' || test.op === 'not-in') {
    const values = new Set(test.values.map(fold));
    const wanted = test.op === 'in';
    return (text) => text !== '' && values.has(fold(text)) === wanted;
  }
  const value = fold(test.value);
  if (test.op === 'contains') return (text) => text !== '' && fold(text).includes(value);
  if (test.op === 'starts') return (text) => text !== '' && fold(text).startsWith(value);
  return (text) => text !== '' && fold(text).endsWith(value);
}
