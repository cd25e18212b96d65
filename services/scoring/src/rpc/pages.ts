import { TopRows } from '../domain/top-rows.ts';
import { scoringErrors } from '../errors.ts';
import type { PagePosition } from '../page-token.ts';
import type { ScoringContext } from './scoring-context.ts';

/** A row's place in the order: greatest key first, then by id. */
export interface Placed {
  key: number;
  customer: number;
  id: string;
}

const STANDARD_PAGE = 50;
const LARGEST_PAGE = 1000;

export interface PageQuestion {
  tenant: string;
  /** Everything but the page that makes the answer. */
  question: string;
  token: string;
  /** 0 means 50, at most 1000. */
  size: number;
  /** Instant for a first page. */
  atMs: number;
}

/** A page being read: all pages of one question look at the same instant. */
export class Page {
  readonly atMs: number;
  readonly #context: ScoringContext;
  readonly #asked: PageQuestion;
  readonly #after: PagePosition | undefined;
  readonly #rows: TopRows<Placed>;
  readonly #size: number;

  /** @throws PAGE_TOKEN_INVALID */
  constructor(context: ScoringContext, asked: PageQuestion) {
    this.#context = context;
    this.#asked = asked;
    this.#size = asked.size === 0 ? STANDARD_PAGE : Math.min(asked.size, LARGEST_PAGE);
    this.#rows = new TopRows<Placed>(this.#size + 1, comparePlaced);
    this.#after = asked.token === '' ? undefined : this.#read(asked.token);
    this.atMs = this.#after?.atMs ?? asked.atMs;
  }

  offer(row: Placed): void {
    if (this.#after === undefined || comparePlaced(this.#after, row) < 0) this.#rows.offer(row);
  }

  rows(): readonly Placed[] {
    return this.#rows.rows().slice(0, this.#size);
  }

  nextToken(): string {
    const last = this.#rows.rows()[this.#size - 1];
    if (last === undefined || this.#rows.rows().length <= this.#size) return '';
    const { tenant, question } = this.#asked;
    return this.#context.pageTokens.write(tenant, question, { atMs: this.atMs, key: last.key, id: last.id });
  }

  #read(token: string): PagePosition {
    const { tenant, question } = this.#asked;
    const position = this.#context.pageTokens.read(tenant, question, token);
    if (position === undefined) throw scoringErrors.PAGE_TOKEN_INVALID();
    return position;
  }
}

function comparePlaced(a: Pick<Placed, 'key' | 'id'>, b: Pick<Placed, 'key' | 'id'>): number {
  if (a.key !== b.key) return b.key - a.key;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
