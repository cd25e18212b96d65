import type { DictionaryView } from '@perennial/facts';

/** Every text that a dictionary holds. */
export function* textsOfDictionary(dictionary: DictionaryView): Generator<string> {
  for (let code = 0; code < dictionary.size; code += 1) yield dictionary.textOf(code);
}
