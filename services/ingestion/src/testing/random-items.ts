import fc from 'fast-check';

const START = Date.parse('2026-01-01T00:00:00Z');
const USERS = ['u1', 'u2', 'u3'];
const BROWSERS = ['a1', 'a2', 'a3'];

/** Drops what is not told, as JSON does. */
function told(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const maybe = (values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const timestamp = fc
  .integer({ min: 0, max: 1_000 })
  .map((minutes) => new Date(START + minutes * 60_000).toISOString());

const person = fc
  .record({ userId: maybe(USERS), anonymousId: maybe(BROWSERS), email: maybe(['x@a.de', 'y@a.de']) })
  .filter(({ userId, anonymousId, email }) => (userId ?? anonymousId ?? email) !== undefined);

const behaviour = fc
  .tuple(person, timestamp, fc.constantFrom('page', 'identify'))
  .map(([ids, time, type]) => ({ type, timestamp: time, ...told(ids) }));

const alias = fc
  .tuple(fc.constantFrom(...BROWSERS, ...USERS), fc.constantFrom(...USERS), timestamp)
  .map(([previousId, userId, time]) => ({ type: 'alias', previousId, userId, timestamp: time }));

/** Tellings of an order: by nobody, or by the one person whose order it is. */
const order = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.boolean(),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([number, guest, quantity, minutes]) => ({
    type: 'order',
    order_id: `o${number}`,
    time: new Date(START + number).toISOString(),
    updated_time: new Date(START + minutes * 60_000 + quantity).toISOString(),
    lines: [{ product_id: 'p', quantity, price: '1.10' }],
    ...(guest ? {} : { user_id: USERS[number % USERS.length] }),
  }));

const follower = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('refund', 'cancellation'), timestamp)
  .map(([number, type, time]) => ({ type, order_id: `o${number}`, time, messageId: `${type}-${number}` }));

/** Items of a small shop whose ids meet often; each with a message id of its own. */
export const randomItems = fc
  .array(fc.oneof(behaviour, alias, order, follower), { minLength: 1, maxLength: 25 })
  .map((items) => items.map((item, index) => ({ messageId: `m${index}`, ...item })));
