/** The strongest of what is offered, strongest first; of equals the one with the smaller number. */
export class TopList {
  readonly items: Uint32Array;
  readonly strengths: Float64Array;
  length = 0;

  constructor(capacity: number) {
    this.items = new Uint32Array(capacity);
    this.strengths = new Float64Array(capacity);
  }

  clear(): void {
    this.length = 0;
  }

  /** Whether an offer of that strength would get in. */
  wouldTake(item: number, strength: number): boolean {
    const { length, strengths, items } = this;
    if (length < items.length) return items.length > 0;
    const last = strengths[length - 1] as number;
    return strength > last || (strength === last && item < (items[length - 1] as number));
  }

  offer(item: number, strength: number): void {
    if (!this.wouldTake(item, strength)) return;
    const { strengths, items } = this;
    let place = this.length < items.length ? this.length++ : this.length - 1;
    while (place > 0 && this.isWeaker(place - 1, item, strength)) {
      strengths[place] = strengths[place - 1] as number;
      items[place] = items[place - 1] as number;
      place -= 1;
    }
    strengths[place] = strength;
    items[place] = item;
  }

  private isWeaker(place: number, item: number, strength: number): boolean {
    const held = this.strengths[place] as number;
    return held < strength || (held === strength && (this.items[place] as number) > item);
  }
}
