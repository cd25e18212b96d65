import { doubled } from '../doubled.ts';
import { allBits, type Bits, giveBack, noBits, toggleBit } from '../scan/bits.ts';
import type { LeafCourse } from './leaf-course.ts';
import type { TurnsOfLeaf } from './turns-of-leaf.ts';

const FIRST_ROOM = 4096;

/** The days on which a shard's customers' verdicts turn, customer by customer. */
export class VerdictTurns {
  #size = 0;
  #locals = new Uint16Array(FIRST_ROOM);
  #days = new Uint16Array(FIRST_ROOM);
  #local = 0;
  readonly #ofLocal: TurnsOfLeaf = { add: (day) => this.add(this.#local, day) };

  /** Takes those of one customer; valid until the next is asked for. */
  of(local: number): TurnsOfLeaf {
    this.#local = local;
    return this.#ofLocal;
  }

  add(local: number, day: number): void {
    if (this.#size === this.#locals.length) this.#grow();
    this.#locals[this.#size] = local;
    this.#days[this.#size] = day;
    this.#size += 1;
  }

  /** Turns that were found elsewhere: who, and beside it on which day. */
  addAll(locals: Uint16Array, days: Uint16Array): void {
    while (this.#size + locals.length > this.#locals.length) this.#grow();
    this.#locals.set(locals, this.#size);
    this.#days.set(days, this.#size);
    this.#size += locals.length;
  }

  /** For `addAll`. */
  told(): { locals: Uint16Array; days: Uint16Array } {
    return { locals: this.#locals.slice(0, this.#size), days: this.#days.slice(0, this.#size) };
  }

  /** @param days in all @param rest the verdict of those who do not turn */
  course(days: number, rest: boolean): LeafCourse {
    const ends = new Uint32Array(days);
    for (let i = 0; i < this.#size; i += 1) ends[this.#days[i]] += 1;
    for (let day = 1; day < days; day += 1) ends[day] += ends[day - 1];
    const places = Uint32Array.from(ends, (_, day) => (day === 0 ? 0 : ends[day - 1]));
    const locals = new Uint16Array(this.#size);
    for (let i = 0; i < this.#size; i += 1) {
      const day = this.#days[i];
      locals[places[day]] = this.#locals[i];
      places[day] += 1;
    }
    return new TurnsCourse({ ends, locals }, rest);
  }

  #grow(): void {
    this.#locals = doubled(this.#locals);
    this.#days = doubled(this.#days);
  }
}

/** Who turns on a day stands in `locals` at the places behind the end of the day before. */
class TurnsCourse implements LeafCourse {
  readonly #turns: { ends: Uint32Array; locals: Uint16Array };
  readonly #bits: Bits;
  #place = 0;

  constructor(turns: { ends: Uint32Array; locals: Uint16Array }, rest: boolean) {
    this.#turns = turns;
    this.#bits = rest ? allBits() : noBits();
  }

  bitsOn(day: number): Bits {
    const { ends, locals } = this.#turns;
    for (; this.#place < ends[day]; this.#place += 1) toggleBit(this.#bits, locals[this.#place]);
    return this.#bits;
  }

  end(): void {
    giveBack(this.#bits);
  }
}
