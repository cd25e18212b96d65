import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CreditableOrder, contactsOf, type Touch } from './customer-contacts.ts';
import { PURCHASE_CELLS } from './purchase-cell.ts';

const DAY_MS = 86_400_000;
const WINDOW = { fromMs: 0, atMs: 400 * DAY_MS };

function touch(day: number, channel: string): Touch {
  return { timeMs: day * DAY_MS, channel };
}

function send(day: number, channel: string): Touch {
  return { ...touch(day, channel), isSend: true };
}

function order(day: number, channel = ''): CreditableOrder {
  return { timeMs: day * DAY_MS, channel, netMinor: 500 };
}

/** Contacts and conversions by channel, whatever the cell. */
function counted(
  touches: Touch[],
  orders: CreditableOrder[],
  window = WINDOW,
): Record<string, [number, number]> {
  const { byChannel } = contactsOf(touches, orders, window);
  return Object.fromEntries(
    [...byChannel].map(([channel, cells]) => {
      const all = [...cells.values()];
      const sum = (field: 'contacts' | 'conversions'): number =>
        all.reduce((total, each) => total + each[field], 0);
      return [channel, [sum('contacts'), sum('conversions')]];
    }),
  );
}

describe('an order is credited', () => {
  test('to the channel touched last', () => {
    expect(counted([touch(1, 'email'), touch(2, 'search')], [order(3)])).toEqual({
      email: [1, 0],
      search: [1, 1],
    });
  });

  test('to the channel that its own source names, though another was touched later (TXN-9)', () => {
    const touches = [touch(1, 'email'), touch(2, 'search')];
    expect(counted(touches, [order(3, 'email')])).toEqual({ email: [1, 1], search: [1, 0] });
  });

  test('to a direct visit only where nothing else came before it', () => {
    const touches = [touch(1, 'email'), touch(2, 'direct'), touch(20, 'direct')];
    expect(counted(touches, [order(2.5), order(20.5)])).toEqual({ email: [1, 1], direct: [2, 1] });
  });

  test('to a message that nobody is known to have seen only where nobody came by anything but directly', () => {
    const touches = [touch(1, 'search'), send(2, 'sms'), touch(2.5, 'direct')];
    expect(counted(touches, [order(3)])).toEqual({ search: [1, 1], sms: [1, 0], direct: [1, 0] });
    expect(counted(touches.slice(1), [order(3)])).toEqual({ sms: [1, 1], direct: [1, 0] });
    expect(counted(touches, [order(3, 'sms')])).toMatchObject({ sms: [1, 1] });
  });

  test('within seven days, to one contact, which counts once however many orders it brought', () => {
    expect(counted([touch(1, 'email')], [order(8)])).toEqual({ email: [1, 0] });
    expect(counted([touch(1, 'email')], [order(2), order(3)])).toEqual({ email: [1, 1] });
    const { byChannel } = contactsOf([touch(1, 'email')], [order(2), order(3)], WINDOW);
    expect(byChannel.get('email')?.get(0)?.netMinor).toBe(1_000);
  });

  test('to nothing where no channel was seen', () => {
    expect(counted([], [order(2, 'email')])).toEqual({});
  });
});

describe('a contact', () => {
  test('holds all touches on its channel within a day', () => {
    const touches = [touch(1, 'email'), touch(1.2, 'email'), touch(1.9, 'email'), touch(2, 'email')];
    expect(counted(touches, [])).toEqual({ email: [2, 0] });
  });

  test('that a message began holds what answers it within seven days, until the next message', () => {
    const touches = [
      send(1, 'email'),
      touch(4, 'email'),
      send(5, 'email'),
      touch(7, 'email'),
      touch(13, 'email'),
    ];
    expect(counted(touches, [order(4.5)])).toEqual({ email: [3, 1] });
    expect(counted([touch(1, 'email'), touch(4, 'email')], [])).toEqual({ email: [2, 0] });
  });

  test('counts when its seven days are over, and from the beginning of the window', () => {
    const touches = [touch(1, 'email'), touch(10, 'email'), touch(20, 'email')];
    const window = { fromMs: 5 * DAY_MS, atMs: 20 * DAY_MS };
    expect(counted(touches, [order(20)], window)).toEqual({ email: [1, 0] });
  });

  test('is of the cell that the customer was in when it began', () => {
    const touches = [touch(1, 'email'), touch(5, 'email'), touch(200, 'email')];
    const { byChannel, cell } = contactsOf(touches, [order(2)], WINDOW);
    const cells = [...(byChannel.get('email')?.keys() ?? [])].map((each) => PURCHASE_CELLS[each]);
    expect(cells).toEqual(['no_order', 'one_recent', 'one_lapsed']);
    expect(PURCHASE_CELLS[cell]).toBe('one_lapsed');
  });
});

test('there are never more conversions than contacts or orders', () => {
  const channels = fc.constantFrom('email', 'sms', 'direct', 'search');
  const days = fc.array(fc.tuple(fc.nat(300), channels), { maxLength: 40 });
  const inOrder = (pairs: [number, string][]) => pairs.sort(([left], [right]) => left - right);
  fc.assert(
    fc.property(days, days, (touched, ordered) => {
      const touches = inOrder(touched).map(([day, channel]) => touch(day, channel));
      const orders = inOrder(ordered).map(([day, channel]) => order(day, channel));
      const all = Object.values(counted(touches, orders));
      for (const [contacts, conversions] of all) expect(conversions).toBeLessThanOrEqual(contacts);
      const conversions = all.reduce((sum, [, each]) => sum + each, 0);
      expect(conversions).toBeLessThanOrEqual(orders.length);
    }),
  );
});
