import { describe, expect, test } from '@jest/globals';
import { RecentMessages } from './recent-messages.ts';

function fill(recent: RecentMessages, from: number, to: number, bytes: number): void {
  const data = new Uint8Array(bytes);
  for (let sequence = from; sequence <= to; sequence += 1)
    recent.push({
      subject: 'evt.shop.0.any',
      sequence,
      partition: 0,
      id: `${sequence}`,
      headers: {},
      data,
      publishedAtMs: 0,
    });
}

function sequences(recent: RecentMessages, after: number): number[] | null {
  const found = recent.after(after);
  return found === null ? null : [...found].map((message) => message.sequence);
}

describe('recent messages', () => {
  test('give all that stands behind a sequence, or nothing when some of it is gone', () => {
    const recent = new RecentMessages();
    expect(recent.after(0)).toBeNull();
    fill(recent, 5, 8, 10);
    expect(sequences(recent, 3)).toBeNull();
    expect(sequences(recent, 4)).toEqual([5, 6, 7, 8]);
    expect(sequences(recent, 7)).toEqual([8]);
    recent.clear();
    expect(recent.after(7)).toBeNull();
    fill(recent, 9, 9, 10);
    expect(sequences(recent, 8)).toEqual([9]);
  });

  test('stay within their bytes, the oldest go first', () => {
    const recent = new RecentMessages();
    fill(recent, 1, 1_000, 100_000);
    expect(sequences(recent, 0)).toBeNull();
    expect(sequences(recent, 961)).toHaveLength(39);
    expect(sequences(recent, 960)).toBeNull();
  });

  test('let one that is larger than all of them go at once', () => {
    const recent = new RecentMessages();
    fill(recent, 1, 1, 5_000_000);
    expect(recent.after(0)).toBeNull();
  });
});
