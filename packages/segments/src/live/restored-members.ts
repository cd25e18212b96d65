import type { DueHeap } from '@perennial/live';
import type { BoardContext } from './board-context.ts';
import { decodeImage, encodeImage, type SegmentImage } from './segment-image.ts';
import type { SegmentJudge } from './segment-judge.ts';

/** So many customers are judged again to see that an image says what a judge says now. */
const CUSTOMERS_TRIED = 1000;

/** The members and due instants of a board as bytes. */
export function imageOf({ facts, members, slots }: BoardContext, due: DueHeap): Uint8Array {
  const { customerCount } = facts;
  const dueMs = Float64Array.from({ length: customerCount }, (_, customer) => due.dueOf(customer));
  const { wordsPerCustomer } = members;
  return encodeImage({ slots, wordsPerCustomer, words: members.wordsOf(customerCount), dueMs }, facts);
}

/**
 * Gives a board that has no members yet those of an image. False, and nothing is changed, where the image is of other customers or segments, or
 * the judge says something else of one of those who are tried: another release may judge in another way.
 */
export function restore(
  bytes: Uint8Array,
  board: { context: BoardContext; due: DueHeap; judge: SegmentJudge; atMs: number },
): boolean {
  const { context, due, judge, atMs } = board;
  const image = decodeImage(bytes, context.facts);
  if (image === undefined || !isOfSegments(image, context) || !isAsJudged(image, judge, context, atMs))
    return false;
  context.restoreMembers(image);
  for (const [customer, dueMs] of image.dueMs.entries()) due.set(customer, dueMs);
  return true;
}

function isOfSegments({ slots }: SegmentImage, context: BoardContext): boolean {
  return slots.size === context.slots.size && [...slots.keys()].every((key) => context.slots.has(key));
}

function isAsJudged(
  image: SegmentImage,
  judge: SegmentJudge,
  { facts }: BoardContext,
  atMs: number,
): boolean {
  const places = judge.segments.map(({ key }) => image.slots.get(key) ?? 0);
  const step = Math.max(1, Math.floor(facts.customerCount / CUSTOMERS_TRIED));
  for (let customer = 0; customer < facts.customerCount; customer += step) {
    judge.judge(customer, atMs);
    const isSame = places.every(
      (slot, place) => hasBit(image, customer, slot) === (judge.verdicts[place] === 1),
    );
    if (!isSame) return false;
  }
  return true;
}

function hasBit({ words, wordsPerCustomer }: SegmentImage, customer: number, slot: number): boolean {
  return ((words[customer * wordsPerCustomer + (slot >>> 5)] >>> (slot & 31)) & 1) === 1;
}
