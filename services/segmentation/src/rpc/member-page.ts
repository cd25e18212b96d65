import type { FactsReader } from '@perennial/facts';
import { type PageScope, pageSizeOf, TopRows } from '@perennial/runtime';
import type { MemberList } from '../reading/member-lists.ts';
import type { SegmentationContext } from './segmentation-context.ts';

/** A row's place in the order: greatest key first, then by id. */
interface PlacedMember {
  customer: number;
  customerId: string;
  key: number;
}

export interface MemberPage {
  rows: readonly PlacedMember[];
  nextPageToken: string;
  list: MemberList;
}

/** What a page goes on from: the instants of the first page, and the last row. */
interface Position {
  atMs: number;
  knownAtMs: number;
  key: number;
  customerId: string;
}

const LARGEST_PAGE = 1000;

export interface MemberPageQuestion extends PageScope {
  token: string;
  /** 0 means 50, at most 1000. */
  size: number;
  facts: FactsReader;
  /** Makes the list: for the first page, or again as it was known when the first page was made. */
  make(again?: { at: number; knownAt: number }): Promise<MemberList>;
}

/**
 * A page of a list whose pages all show one instant: the list of the first page is kept. One that had to go is made again as it was known
 * then, and read on behind the last row shown. @throws PAGE_TOKEN_INVALID
 */
export async function memberPage(
  { pageTokens, lists, now }: SegmentationContext,
  asked: MemberPageQuestion,
): Promise<MemberPage> {
  const after = positionOf(pageTokens.read(asked, asked.token));
  const madeAtMs = after?.knownAtMs ?? now();
  const { list, key } = await listOf(after, asked, lists, madeAtMs);
  const rows = firstRows(list, asked.facts, after, pageSizeOf(asked.size, LARGEST_PAGE) + 1);
  const shown = rows.slice(0, pageSizeOf(asked.size, LARGEST_PAGE));
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  if (last !== undefined) lists.keep(key, list);
  const position = [list.asOf.at, madeAtMs, last?.key, last?.customerId].map(String);
  const nextPageToken = pageTokens.write(asked, last === undefined ? null : position);
  return { rows: shown, nextPageToken, list };
}

async function listOf(
  after: Position | undefined,
  { tenant, query, make }: MemberPageQuestion,
  lists: SegmentationContext['lists'],
  madeAtMs: number,
): Promise<{ list: MemberList; key: string }> {
  const keyFor = (atMs: number) => JSON.stringify([tenant, query, atMs, madeAtMs]);
  if (after === undefined) {
    const list = await make();
    return { list, key: keyFor(list.asOf.at) };
  }
  const key = keyFor(after.atMs);
  return { list: lists.get(key) ?? (await make({ at: after.atMs, knownAt: after.knownAtMs })), key };
}

function firstRows(
  { customers, keys }: MemberList,
  facts: FactsReader,
  after: Position | undefined,
  count: number,
): readonly PlacedMember[] {
  const first = new TopRows<PlacedMember>(count, comparePlaced);
  for (const [place, customer] of customers.entries()) {
    const row = { customer, customerId: facts.customerIdAt(customer), key: keys[place] ?? 0 };
    if (after === undefined || comparePlaced(after, row) < 0) first.offer(row);
  }
  return first.rows();
}

function comparePlaced(a: Omit<PlacedMember, 'customer'>, b: Omit<PlacedMember, 'customer'>): number {
  if (a.key !== b.key) return b.key - a.key;
  if (a.customerId === b.customerId) return 0;
  return a.customerId < b.customerId ? -1 : 1;
}

function positionOf(position: readonly string[] | null): Position | undefined {
  if (position === null) return undefined;
  const [atMs, knownAtMs, key, customerId = ''] = position;
  return { atMs: Number(atMs), knownAtMs: Number(knownAtMs), key: Number(key), customerId };
}
