import type { DictionaryView } from '../columns/dictionary-view.ts';
import { sourceOfText } from '../source.ts';

/** Sources told apart by class and by whether they are paid: a dozen kinds, whatever the campaigns. */
export class SourceKinds {
  /** By code of the dictionary `source`. */
  readonly kindOf: number[] = [];
  private readonly kinds = new Map<string, number>();
  private readonly sources: DictionaryView;

  constructor(sources: DictionaryView) {
    this.sources = sources;
  }

  /** Kinds so far, codes that came since the last time included. */
  refresh(): number {
    for (let code = this.kindOf.length; code < this.sources.size; code += 1) {
      const { sourceClass, paid } = sourceOfText(this.sources.textOf(code));
      const name = `${sourceClass} ${paid}`;
      const kind = this.kinds.get(name) ?? this.kinds.size;
      this.kinds.set(name, kind);
      this.kindOf.push(kind);
    }
    return this.kinds.size;
  }
}
