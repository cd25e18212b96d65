import { FactsColumns } from '../facts-columns.ts';
import { FactsState } from '../facts-state.ts';
import type { FactsImage } from './facts-image.ts';
import { MirroredCatalogue } from './mirrored-catalogue.ts';

/**
 * The orders and events of another thread's facts, as its images tell them. Whose turn it is to read and to write the threads settle between
 * them; what rows say besides (attributes, who is active, indexes) is not told.
 */
export class FactsMirror {
  private readonly state = new FactsState();
  private readonly catalogue = new MirroredCatalogue();
  private made: FactsColumns | undefined;

  /** @throws TypeError before the first image */
  get columns(): FactsColumns {
    if (this.made === undefined)
      throw new TypeError('a mirror of facts shows nothing before its first image');
    return this.made;
  }

  follow({ texts, catalogue, shards }: FactsImage): void {
    const dictionaries = this.state.dictionaries.all();
    for (const [place, { bytes, ends }] of texts) dictionaries[place]?.adopt(bytes, ends);
    if (catalogue !== undefined) this.catalogue.follow(catalogue);
    // Only now: it looks up texts that the other thread's have.
    this.made ??= new FactsColumns(this.state, this.catalogue);
    this.state.makeShards();
    for (const [number, image] of shards) this.state.shards[number]?.follow(image, this.made.sourceCodes);
  }
}
