const BITS = 32;
const FIRST_CUSTOMERS = 1024;

/** Who is in which segment: a bit a segment (its slot), side by side for each customer, so that one look reads all of a customer's. */
export class MemberTable {
  #words: Uint32Array = new Uint32Array(0);
  #wordsPerCustomer = 1;
  #customers = 0;
  /** Members by slot. */
  #counts: number[] = [];
  #free: number[] = [];

  /** A slot without members. */
  allocate(): number {
    const slot = this.#free.pop() ?? this.#counts.length;
    this.#counts[slot] = 0;
    if (slot >= this.#wordsPerCustomer * BITS) this.#widen();
    return slot;
  }

  /** Its members are forgotten. */
  release(slot: number): void {
    for (const customer of this.members(slot)) this.set(customer, slot, false);
    this.#free.push(slot);
  }

  /** Makes room for customers below an index; to be called before they are set. */
  reserve(customers: number): void {
    if (customers <= this.#customers) return;
    this.#customers = Math.max(FIRST_CUSTOMERS, customers, Math.ceil(this.#customers * 1.5));
    const words = new Uint32Array(this.#customers * this.#wordsPerCustomer);
    words.set(this.#words);
    this.#words = words;
  }

  get wordsPerCustomer(): number {
    return this.#wordsPerCustomer;
  }

  /** The words of customers below an index, one customer's behind the other's; shared, not copied. */
  wordsOf(customers: number): Uint32Array {
    this.reserve(customers);
    return this.#words.subarray(0, customers * this.#wordsPerCustomer);
  }

  /** Takes words over, as they were with `wordsOf`; slots that are not used are free. */
  load(words: Uint32Array, wordsPerCustomer: number, used: ReadonlySet<number>): void {
    this.#words = words;
    this.#wordsPerCustomer = wordsPerCustomer;
    this.#customers = words.length / wordsPerCustomer;
    const slots = Array.from({ length: Math.max(...used) + 1 }, (_, slot) => slot);
    this.#free = slots.filter((slot) => !used.has(slot));
    this.#counts = slots.map(() => 0);
    for (let place = 0; place < words.length; place += 1) {
      const firstSlot = (place % wordsPerCustomer) * BITS;
      for (let left = words[place] ?? 0; left !== 0; left &= left - 1) {
        const slot = firstSlot + BITS - 1 - Math.clz32(left & -left);
        this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
      }
    }
  }

  has(customer: number, slot: number): boolean {
    const word = this.#words[customer * this.#wordsPerCustomer + (slot >>> 5)] ?? 0;
    return customer < this.#customers && ((word >>> (slot & 31)) & 1) === 1;
  }

  /** Returns whether it was different. */
  set(customer: number, slot: number, isMember: boolean): boolean {
    const place = customer * this.#wordsPerCustomer + (slot >>> 5);
    const word = this.#words[place] ?? 0;
    const bit = 1 << (slot & 31);
    if (((word & bit) !== 0) === isMember) return false;
    this.#words[place] = word ^ bit;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + (isMember ? 1 : -1);
    return true;
  }

  countOf(slot: number): number {
    return this.#counts[slot] ?? 0;
  }

  /** By index. */
  *members(slot: number): Generator<number> {
    for (let customer = 0; customer < this.#customers; customer += 1) {
      if (this.has(customer, slot)) yield customer;
    }
  }

  memoryBytes(): number {
    return this.#words.byteLength;
  }

  #widen(): void {
    const before = this.#wordsPerCustomer;
    const after = before * 2;
    const words = new Uint32Array(this.#customers * after);
    for (let customer = 0; customer < this.#customers; customer += 1) {
      for (let i = 0; i < before; i += 1) {
        words[customer * after + i] = this.#words[customer * before + i] ?? 0;
      }
    }
    this.#words = words;
    this.#wordsPerCustomer = after;
  }
}
