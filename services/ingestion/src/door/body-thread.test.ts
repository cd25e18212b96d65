import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NOW, TENANT } from '../testing/pipeline.ts';
import { waitFor } from '../testing/wait-for.ts';
import { BodyThread } from './body-thread.ts';
import { type JsonCall, readJsonBody } from './json-body.ts';

const SETTINGS = {
  currency: 'EUR',
  rates: new Map([['USD', 0.9]]),
  ownHosts: ['shop.example'],
  timeZone: 'UTC',
};

let thread: BodyThread;

beforeEach(async () => {
  thread = new BodyThread();
  await thread.read(batch('first'));
  await waitFor(async () => thread.isRunning);
});
afterEach(() => thread.close());

function call(body: string): JsonCall {
  const context = { receivedMs: NOW, publicKey: false, tenant: SETTINGS };
  return { tenant: TENANT, door: 'batch', body: Buffer.from(body), context };
}

/** More than the thread takes at least, with a bad item and an order in another currency. */
function batch(name: string): JsonCall {
  const pages = Array.from({ length: 60 }, (_, place) => ({
    type: 'page',
    messageId: `${name}-${place}`,
    anonymousId: 'a',
    properties: { text: 'x'.repeat(100) },
  }));
  const order = {
    type: 'order',
    order_id: name,
    user_id: 'u',
    currency: 'USD',
    lines: [{ product_id: 'p', price: '5' }],
  };
  return call(JSON.stringify({ batch: [...pages, { type: 'page' }, order] }));
}

test('a call read in the thread gives what it gives here: messages, refusals, orders', async () => {
  const read = await thread.read(batch('one'));
  expect(read).toMatchObject({ acceptedCount: 61, refused: [{ index: 60 }], tellsOrder: true });
  expect(read).toEqual(readJsonBody(batch('one')));
});

test('a body that is no JSON is refused from there, too', async () => {
  expect(await thread.read(call('{'.repeat(5_000)))).toEqual({ bodyRefusal: 'BODY_NOT_JSON' });
});

test('calls at once get the answer of their own, and keep the body that they were told', async () => {
  const calls = Array.from({ length: 20 }, (_, place) => batch(`many-${place}`));
  const read = await Promise.all(calls.map((each) => thread.read(each)));
  expect(read).toEqual(calls.map((each) => readJsonBody(each)));
});

test('a call that waits when the door closes is told so', async () => {
  const waiting = expect(thread.read(batch('late'))).rejects.toThrow('closed');
  await thread.close();
  await waiting;
});
