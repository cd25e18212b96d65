/** The strongest of what is offered, strongest first; of equals the one with the smaller number. */
export class TopList {
  readonly items: Uint32Array;
  readonly strengths: Float64Array;
  /** What was counted of each item, where anything was. */
  readonly counts: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.items = new Uint32Array(capacity);
    this.strengths = new Float64Array(capacity);
    this.counts = new Uint32Array(capacity);
  }

  /** Whether an offer of that strength would get in. */
  wouldTake(item: number, strength: number): boolean {
    const { length, strengths, items } = this;
    if (length < items.length) return items.length > 0;
    const last = strengths[length - 1] as number;
    return strength > last || (strength === last && item < (items[length - 1] as number));
  }

  offer(item: number, strength: number, count = 0): void {
    if (!this.wouldTake(item, strength)) return;
    const { strengths, items, counts } = this;
    let place = this.length < items.length ? this.length++ : this.length - 1;
    while (place > 0 && this.isWeaker(place - 1, item, strength)) {
      strengths[place] = strengths[place - 1] as number;
      items[place] = items[place - 1] as number;
      counts[place] = counts[place - 1] as number;
      place -= 1;
    }
    strengths[place] = strength;
    items[place] = item;
    counts[place] = count;
  }

  private isWeaker(place: number, item: number, strength: number): boolean {
    const held = this.strengths[place] as number;
    return held < strength || (held === strength && (this.items[place] as number) > item);
  }
}
