const BRANCHES = 4;
const ABSENT = -1;

/**
 * The next due instant of each of up to millions of customers: a 4-ary heap in typed arrays, 16 bytes a customer, with each customer's
 * place in it so that an instant can be moved. Earliest first; nothing is looked at until it is due.
 */
export class DueHeap {
  /** Due instant by customer; infinite when none. */
  #dueMs = new Float64Array(0);
  /** Place in the heap by customer. */
  #place = new Int32Array(0);
  #heap = new Int32Array(0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Earliest due instant; infinite when nothing is due ever. */
  get earliestMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#dueOf(this.#heap[0] ?? 0);
  }

  /** Sets a customer's due instant; infinite takes the customer out. */
  set(customer: number, dueMs: number): void {
    this.#reserve(customer);
    const place = this.#place[customer] ?? ABSENT;
    if (dueMs === Number.POSITIVE_INFINITY) {
      if (place !== ABSENT) this.#remove(customer, place);
      return;
    }
    this.#dueMs[customer] = dueMs;
    this.#settle(customer, place === ABSENT ? this.#append(customer) : place);
  }

  /** Sets a customer's due instant unless an earlier one is set. */
  bringForward(customer: number, dueMs: number): void {
    if (dueMs < this.#dueOf(customer)) this.set(customer, dueMs);
  }

  /** Due instant of a customer; infinite when none. */
  dueOf(customer: number): number {
    return this.#dueOf(customer);
  }

  /** Takes the earliest customer out; -1 when the earliest is after `limitMs`. */
  popUntil(limitMs: number): number {
    if (this.#size === 0 || this.earliestMs > limitMs) return ABSENT;
    const customer = this.#heap[0] ?? 0;
    this.#remove(customer, 0);
    return customer;
  }

  clear(): void {
    this.#dueMs.fill(Number.POSITIVE_INFINITY);
    this.#place.fill(ABSENT);
    this.#size = 0;
  }

  #dueOf(customer: number): number {
    return this.#dueMs[customer] ?? Number.POSITIVE_INFINITY;
  }

  #append(customer: number): number {
    const place = this.#size;
    this.#heap[place] = customer;
    this.#place[customer] = place;
    this.#size += 1;
    return place;
  }

  #remove(customer: number, place: number): void {
    this.#dueMs[customer] = Number.POSITIVE_INFINITY;
    this.#place[customer] = ABSENT;
    this.#size -= 1;
    if (place === this.#size) return;
    this.#settle(this.#heap[this.#size] ?? 0, place);
  }

  /** Puts a customer where its instant belongs, starting from a place that is free or its own. */
  #settle(customer: number, from: number): void {
    const raised = this.#raise(customer, from);
    this.#sink(customer, raised);
  }

  #raise(customer: number, from: number): number {
    const dueMs = this.#dueOf(customer);
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 2;
      const parent = this.#heap[parentPlace] ?? 0;
      if (this.#dueOf(parent) <= dueMs) break;
      this.#put(parent, place);
      place = parentPlace;
    }
    this.#put(customer, place);
    return place;
  }

  #sink(customer: number, from: number): void {
    const dueMs = this.#dueOf(customer);
    let place = from;
    for (;;) {
      const childPlace = this.#earliestChild(place);
      if (childPlace === ABSENT) break;
      const child = this.#heap[childPlace] ?? 0;
      if (this.#dueOf(child) >= dueMs) break;
      this.#put(child, place);
      place = childPlace;
    }
    this.#put(customer, place);
  }

  #earliestChild(place: number): number {
    const first = place * BRANCHES + 1;
    if (first >= this.#size) return ABSENT;
    let best = first;
    const end = Math.min(first + BRANCHES, this.#size);
    for (let child = first + 1; child < end; child += 1) {
      if (this.#dueOf(this.#heap[child] ?? 0) < this.#dueOf(this.#heap[best] ?? 0)) best = child;
    }
    return best;
  }

  #put(customer: number, place: number): void {
    this.#heap[place] = customer;
    this.#place[customer] = place;
  }

  #reserve(customer: number): void {
    const length = this.#dueMs.length;
    if (customer < length) return;
    const wanted = Math.max(1024, customer + 1, Math.ceil(length * 1.5));
    const dueMs = new Float64Array(wanted).fill(Number.POSITIVE_INFINITY, length);
    dueMs.set(this.#dueMs);
    const place = new Int32Array(wanted).fill(ABSENT, length);
    place.set(this.#place);
    const heap = new Int32Array(wanted);
    heap.set(this.#heap);
    this.#dueMs = dueMs;
    this.#place = place;
    this.#heap = heap;
  }
}
