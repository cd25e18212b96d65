import { ByCode } from '../columns/by-code.ts';
import type { Dictionaries } from '../dictionaries.ts';
import { NO_SOURCE, sourceFact, sourceOfText, sourceText } from '../source.ts';
import { isHit } from './hits.ts';
import type { SourceForm } from './settled-source.ts';
import { compareSourceKeys, sourceKeyOf } from './source-key.ts';

/** What visits and the sources of orders ask of codes of the dictionaries `source`, `eventType` and `storeKind`. */
export class SourceCodes implements SourceForm<number> {
  readonly direct: number;
  readonly none: number;
  private readonly keys: ByCode<number | undefined>;
  private readonly directs: ByCode<boolean>;
  private readonly hits: ByCode<boolean>;
  private readonly stationary: ByCode<boolean>;
  private readonly keyNumbers = new Map<string, number>();
  private readonly keyTexts: ByCode<string>;

  constructor({ source, eventType, storeKind }: Dictionaries) {
    this.none = source.intern(sourceText(NO_SOURCE));
    this.direct = source.intern(sourceText(sourceFact({ sourceClass: 'direct' })));
    this.keyTexts = new ByCode(source, (text) => sourceKeyOf(sourceOfText(text)));
    this.keys = new ByCode(source, (text) => this.keyNumberOf(sourceKeyOf(sourceOfText(text))));
    this.directs = new ByCode(source, (text) => sourceOfText(text).sourceClass === 'direct');
    this.hits = new ByCode(eventType, isHit);
    this.stationary = new ByCode(storeKind, (text) => text === 'stationary');
  }

  /** Equal for sources that visits do not tell apart (`sourceKeyOf`); undefined for one that shows none. */
  keyOf(source: number): number | undefined {
    return this.keys.of(source);
  }

  shows(source: number): boolean {
    return this.keys.of(source) !== undefined;
  }

  /** In which turn hits of one instant count. */
  compare(left: number, right: number): number {
    return compareSourceKeys(this.keyTexts.of(left), this.keyTexts.of(right));
  }

  isDirect(source: number): boolean {
    return this.directs.of(source);
  }

  isHit(eventType: number): boolean {
    return this.hits.of(eventType);
  }

  isStationary(storeKind: number): boolean {
    return this.stationary.of(storeKind);
  }

  private keyNumberOf(key: string): number | undefined {
    if (key === '') return undefined;
    const number = this.keyNumbers.get(key) ?? this.keyNumbers.size;
    this.keyNumbers.set(key, number);
    return number;
  }
}
