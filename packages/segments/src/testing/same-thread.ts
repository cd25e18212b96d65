import type { FactsColumns, FactsImages } from '@perennial/facts';
import { type Bits, setBit } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { Portions } from '../walk/portions.ts';
import { WalkHelper } from '../walk/thread/walk-helper.ts';
import type { FoundTurns } from '../walk/thread/walk-message.ts';
import type { AskedWalk, WalkSharer } from '../walk/thread/walk-sharer.ts';
import type { VerdictTurns } from '../walk/verdict-turns.ts';

/** What a second thread does for half of the customers, without the thread: it sees nothing but what a message takes along. */
export class SameThread implements WalkSharer {
  shared = 0;
  readonly #columns: FactsColumns;
  readonly #images: FactsImages;
  readonly #helper = new WalkHelper();
  #found: FoundTurns | undefined;

  constructor(columns: FactsColumns) {
    this.#columns = columns;
    this.#images = columns.images();
  }

  begin({ question, instants, zone }: AskedWalk, { shard }: ShardScan, locals: Uint16Array): Portions {
    const own = locals.length >>> 1;
    const place = this.#columns.shards.indexOf(shard);
    const task = {
      ...{ number: 1, question: { question, instants, timeZone: zone.timeZone } },
      ...{ image: this.#images.next(place), shard: place, locals: locals.slice(own) },
    };
    this.#found = this.#helper.walk(structuredClone(task), new Portions(task.locals.length));
    this.shared += task.locals.length;
    return new Portions(own);
  }

  finish(turns: VerdictTurns, unsure: Bits): void {
    if (this.#found === undefined) throw new TypeError('nothing was begun');
    turns.addAll(this.#found.locals, this.#found.days);
    for (const local of this.#found.unsure) setBit(unsure, local);
  }
}
