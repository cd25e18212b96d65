import { ZoneTime } from '@perennial/calendar';
import { FactsMirror } from '@perennial/facts';
import { FilterCompiler } from '../../compile/filter-compiler.ts';
import { giveBack, localsOf, noBits } from '../../scan/bits.ts';
import { shardScan } from '../../scan/shard-scan.ts';
import type { Portions } from '../portions.ts';
import { turnsOf } from '../question-turns.ts';
import type { TurnFinderMaker } from '../turn-finder.ts';
import { VerdictTurns } from '../verdict-turns.ts';
import { findTurns } from '../walk.ts';
import { type FoundTurns, KNOWN_QUESTIONS, type NewQuestion, type WalkTask } from './walk-message.ts';

interface KnownWalk {
  filters: FilterCompiler;
  firstMs: number;
  make: TurnFinderMaker;
}

/** Walks for another thread, over a mirror of its facts. */
export class WalkHelper {
  readonly #mirror = new FactsMirror();
  /** By number, the oldest first. */
  readonly #known = new Map<number, KnownWalk>();

  /** @throws TypeError for a question that was not told, or that no walk answers */
  walk({ number, question, image, shard: place, locals }: WalkTask, portions: Portions): FoundTurns {
    this.#mirror.follow(image);
    if (question !== undefined) this.#learn(number, question);
    const known = this.#known.get(number);
    const shard = this.#mirror.columns.shards[place];
    if (known === undefined || shard === undefined) throw new TypeError('what is to be walked was not told');
    known.filters.refresh();
    const scan = shardScan(shard, { at: known.firstMs });
    const unsure = noBits();
    const turns = new VerdictTurns();
    findTurns(known.make(scan, unsure), locals, portions, turns);
    const answer = { ...turns.told(), unsure: localsOf(unsure).slice() };
    giveBack(unsure);
    giveBack(scan.active);
    return answer;
  }

  #learn(number: number, { question, instants, timeZone }: NewQuestion): void {
    const { columns } = this.#mirror;
    const filters = new FilterCompiler(columns);
    const make = turnsOf(question, { filters, columns, instants, zone: new ZoneTime(timeZone) });
    if (make === undefined) throw new TypeError('no walk answers the question');
    this.#known.set(number, { filters, make, firstMs: instants[0] });
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > KNOWN_QUESTIONS) this.#known.delete(oldest);
  }
}
