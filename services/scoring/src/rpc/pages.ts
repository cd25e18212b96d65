import { type PageScope, pageSizeOf, TopRows } from '@perennial/runtime';
import type { ScoringContext } from './scoring-context.ts';

/** A row's place in the order: greatest key first, then by id. */
export interface Placed {
  key: number;
  customer: number;
  id: string;
}

const LARGEST_PAGE = 1000;

export interface PageQuestion extends PageScope {
  token: string;
  /** 0 means 50, at most 1000. */
  size: number;
  /** Instant for a first page. */
  atMs: number;
}

/** What a page goes on from: the instant of the first page, and the last row. */
interface Position extends Pick<Placed, 'key' | 'id'> {
  atMs: number;
}

/** A page being read: all pages of one question look at the same instant. */
export class Page {
  readonly atMs: number;
  readonly #context: ScoringContext;
  readonly #asked: PageQuestion;
  readonly #after: Position | undefined;
  readonly #rows: TopRows<Placed>;
  readonly #size: number;

  /** @throws PAGE_TOKEN_INVALID */
  constructor(context: ScoringContext, asked: PageQuestion) {
    this.#context = context;
    this.#asked = asked;
    this.#size = pageSizeOf(asked.size, LARGEST_PAGE);
    this.#rows = new TopRows<Placed>(this.#size + 1, comparePlaced);
    this.#after = positionOf(context.pageTokens.read(asked, asked.token));
    this.atMs = this.#after?.atMs ?? asked.atMs;
  }

  offer(row: Placed): void {
    if (this.#after === undefined || comparePlaced(this.#after, row) < 0) this.#rows.offer(row);
  }

  rows(): readonly Placed[] {
    return this.#rows.rows().slice(0, this.#size);
  }

  nextToken(): string {
    const rows = this.#rows.rows();
    const last = rows.length > this.#size ? rows[this.#size - 1] : undefined;
    const position = last === undefined ? null : [String(this.atMs), String(last.key), last.id];
    return this.#context.pageTokens.write(this.#asked, position);
  }
}

function positionOf(position: readonly string[] | null): Position | undefined {
  if (position === null) return undefined;
  const [atMs, key, id = ''] = position;
  return { atMs: Number(atMs), key: Number(key), id };
}

function comparePlaced(a: Pick<Placed, 'key' | 'id'>, b: Pick<Placed, 'key' | 'id'>): number {
  if (a.key !== b.key) return b.key - a.key;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
