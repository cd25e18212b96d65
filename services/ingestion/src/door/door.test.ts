import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bus, PublishUnknownError } from '@perennial/bus';
import { errorToHttpJson } from '@perennial/runtime';
import { TenantsCache } from '../tenants-cache.ts';
import { TenantsStore } from '../tenants-store.ts';
import { type EmbeddedPorts, openEmbeddedPorts, readAll } from '../testing/embedded-ports.ts';
import { NOW, TENANT } from '../testing/pipeline.ts';
import { IngestDoorway } from './door.ts';
import { readJsonBody } from './json-body.ts';

let ports: EmbeddedPorts;

beforeEach(async () => {
  ports = await openEmbeddedPorts(() => NOW);
});
afterEach(() => ports.close());

function doorway(bus: Pick<Bus, 'publish'>): IngestDoorway {
  const tenants = new TenantsCache(new TenantsStore(ports.store), 1_000, () => NOW);
  return new IngestDoorway({ bus, tenants, now: () => NOW, readJsonBody });
}

const pages = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ type: 'page', messageId: `m${place}`, anonymousId: 'a' }));

describe('reliability #4: a publish that may or may not be stored', () => {
  test('is repeated under the same ids, so that the items are in INTAKE once', async () => {
    let calls = 0;
    const door = doorway({
      publish: async (messages) => {
        calls += 1;
        const published = await ports.bus.publish(messages);
        if (calls === 1) throw new PublishUnknownError('no answer');
        return published;
      },
    });
    expect(await door.takeItems(TENANT, pages(3))).toEqual({ acceptedCount: 3, refused: [] });
    expect([calls, (await readAll(ports.bus, 'INTAKE')).length]).toEqual([2, 1]);
  });

  test('is an error that can be tried again when it never gets an answer', async () => {
    const door = doorway({ publish: () => Promise.reject(new PublishUnknownError('no answer')) });
    const error: unknown = await door.takeItems(TENANT, pages(1)).catch((thrown: unknown) => thrown);
    const { status, headers, body } = errorToHttpJson(error);
    expect([status, body.details[0]?.reason, headers]).toEqual([
      503,
      'INTAKE_UNAVAILABLE',
      { 'retry-after': '1' },
    ]);
  });
});

describe('messages of INTAKE', () => {
  test('hold the items of a call in chunks of at most 64 KiB, in order', async () => {
    const items = pages(40).map((page) => ({ ...page, properties: { text: 'x'.repeat(5_000) } }));
    await doorway(ports.bus).takeItems(TENANT, items);
    const messages = await readAll(ports.bus, 'INTAKE');
    expect(messages.length).toBe(4);
    expect(Math.max(...messages.map((message) => message.data.length))).toBeLessThanOrEqual(65_536 + 1_024);
    const ids = messages.flatMap((message) =>
      Buffer.from(message.data)
        .toString()
        .match(/"id":"m\d+"/g),
    );
    expect(ids).toEqual(items.map(({ messageId }) => `"id":"${messageId}"`));
  });

  test('a repeated call within the duplicate window is stored once', async () => {
    const door = doorway(ports.bus);
    for (const _try of [1, 2]) expect((await door.takeItems(TENANT, pages(2))).acceptedCount).toBe(2);
    expect((await readAll(ports.bus, 'INTAKE')).length).toBe(1);
  });

  test('a call without a good item stores nothing', async () => {
    expect((await doorway(ports.bus).takeItems(TENANT, [{ type: 'page' }, 1])).refused).toHaveLength(2);
    expect(await readAll(ports.bus, 'INTAKE')).toEqual([]);
  });
});
