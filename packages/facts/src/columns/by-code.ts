import type { DictionaryView } from './dictionary-view.ts';

/** What follows from each text of a dictionary, found out once a code. */
export class ByCode<T> {
  private readonly dictionary: DictionaryView;
  private readonly found: T[] = [];
  private readonly find: (text: string) => T;

  constructor(dictionary: DictionaryView, find: (text: string) => T) {
    this.dictionary = dictionary;
    this.find = find;
  }

  of(code: number): T {
    const { found } = this;
    while (found.length <= code) found.push(this.find(this.dictionary.textOf(found.length)));
    return found[code] as T;
  }
}
