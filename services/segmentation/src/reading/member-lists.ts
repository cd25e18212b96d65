import type { AsOf } from '@perennial/facts';

/** Who was in an audience at an instant. */
export interface MemberList {
  asOf: AsOf;
  /** Customer indexes. */
  customers: Uint32Array;
  /** Beside each customer what the list is ordered by, greatest first; all 0 where only ids order it. */
  keys: Float64Array;
  /** Customers that belong to the answer but are not listed. */
  unlisted: number;
}

/** Rows kept of all lists together; 12 bytes each. */
const MAX_KEPT_ROWS = 4_000_000;

/** The lists whose pages are being read; the one that was used last stays longest. */
export class MemberLists {
  readonly #lists = new Map<string, MemberList>();
  #rowCount = 0;

  get(key: string): MemberList | undefined {
    const list = this.#lists.get(key);
    if (list === undefined) return undefined;
    this.#lists.delete(key);
    this.#lists.set(key, list);
    return list;
  }

  keep(key: string, list: MemberList): void {
    this.#forget(key);
    this.#lists.set(key, list);
    this.#rowCount += list.customers.length;
    for (const oldest of this.#lists.keys()) {
      if (this.#rowCount <= MAX_KEPT_ROWS) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const list = this.#lists.get(key);
    if (list === undefined) return;
    this.#lists.delete(key);
    this.#rowCount -= list.customers.length;
  }
}
