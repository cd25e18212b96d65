import { IngestDoor } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { DAY_MS, type Door, simulate } from '@perennial/sample-shop';
import { digest, Pipeline } from './pipeline.ts';
import { atLeast, exactly, type Figure, measured, type Proof } from './proof.ts';
import { temporaryFolder } from './shop-process.ts';
import { Shuffler } from './shuffler.ts';

const ORDERS = 20;
const FROM_MS = Date.UTC(2025, 0, 1);
const SHOP = { seed: 42, customers: 250, fromMs: FROM_MS, toMs: FROM_MS + 180 * DAY_MS };
const SHARE_REPEATED = 0.3;

const DOORS: Record<Door, IngestDoor> = {
  batch: IngestDoor.BATCH,
  orders: IngestDoor.ORDERS,
  refunds: IngestDoor.REFUNDS,
  cancellations: IngestDoor.CANCELLATIONS,
  products: IngestDoor.PRODUCTS,
  stores: IngestDoor.STORES,
  consent: IngestDoor.CONSENT,
};

export const proof: Proof = {
  name: 'any-order',
  title: 'the same log shuffled, repeated and delayed gives the same state, byte for byte',
  short: true,
  async run({ say, args }): Promise<Figure[]> {
    const seed = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1);
    say(`seed ${seed}`);
    const items = await theLog();
    const inOrder = await stateAfter([items]);
    const facts = new Set([digest(inOrder.facts)]);
    const documents = new Set([digest(inOrder.documents)]);
    for (let order = 0; order < ORDERS; order += 1) {
      const shuffler = new Shuffler(seed * 1000 + order);
      const state = await stateAfter(shuffler.waves(shuffler.repeat(items, SHARE_REPEATED)), shuffler);
      facts.add(digest(state.facts));
      documents.add(digest(state.documents));
      say(`order ${order + 1}: facts ${digest(state.facts)}, documents ${digest(state.documents)}`);
    }
    return [
      measured('seed', seed),
      atLeast('items in the log', items.length, 1000),
      atLeast('orders tried', ORDERS, 20),
      measured('size of the facts', inOrder.facts.length, 'bytes'),
      measured('size of the documents', inOrder.documents.length, 'bytes'),
      exactly('different states of the facts', facts.size, 1),
      exactly('different states of the documents', documents.size, 1),
    ];
  },
};

/** Half a year of a sample shop as INTAKE holds it, besides what makes trouble: updates of orders and shared browsers. */
async function theLog(): Promise<unknown[]> {
  const folder = temporaryFolder();
  const pipeline = await Pipeline.open(folder.path);
  try {
    const calls = [...simulate(SHOP)].map(({ door, body, timeMs }) => ({
      door: DOORS[door],
      body: door === 'batch' ? { batch: [body] } : body,
      atMs: timeMs + 1000,
    }));
    return await pipeline.intakeOf([...calls, ...trouble()]);
  } finally {
    await pipeline.close();
    folder.dispose();
  }
}

/** Updates of an order, a browser that two people share, ids that meet late, a refund before its order. */
function trouble(): { door: IngestDoor; body: unknown; atMs: number }[] {
  const at = (day: number): string => new Date(FROM_MS + day * DAY_MS).toISOString();
  const track = (id: string, day: number, ids: object): object => ({
    type: 'track',
    event: 'Product Viewed',
    messageId: id,
    timestamp: at(day),
    properties: { product_id: 'P1001' },
    ...ids,
  });
  const batch = [
    track('t1', 10, { anonymousId: 'kiosk' }),
    {
      type: 'identify',
      messageId: 't2',
      timestamp: at(11),
      anonymousId: 'kiosk',
      userId: 'late-one',
      traits: { email: 'late@mail.example' },
    },
    {
      type: 'identify',
      messageId: 't3',
      timestamp: at(10.5),
      anonymousId: 'kiosk',
      userId: 'early-one',
      traits: { vip: true },
    },
    track('t4', 12, { anonymousId: 'kiosk' }),
    { type: 'alias', messageId: 't5', timestamp: at(20), previousId: 'old-account', userId: 'late-one' },
    track('t6', 13, { userId: 'old-account' }),
  ];
  const order = (id: string, day: number, price: string): object => ({
    message_id: id,
    order_id: 'changed',
    user_id: 'old-account',
    time: at(30),
    updated_time: at(day),
    currency: 'EUR',
    lines: [{ product_id: 'P1001', quantity: 2, price }],
  });
  const refund = {
    message_id: 'r1',
    order_id: 'changed',
    refund_id: 'rf1',
    time: at(40),
    amount: '5.00',
    currency: 'EUR',
  };
  const atMs = SHOP.toMs + 1000;
  return [
    { door: IngestDoor.REFUNDS, body: refund, atMs },
    { door: IngestDoor.BATCH, body: { batch }, atMs: atMs + 1 },
    { door: IngestDoor.ORDERS, body: [order('o2', 32, '12.00'), order('o1', 30, '10.00')], atMs: atMs + 2 },
  ];
}

/** Feeds the waves one after the other; between two waves everything comes to rest, so that later ones are late. */
async function stateAfter(
  waves: readonly unknown[][],
  shuffler?: Shuffler,
): Promise<{ facts: Buffer; documents: Buffer }> {
  const folder = temporaryFolder();
  const pipeline = await Pipeline.open(folder.path);
  try {
    pipeline.nowMs = SHOP.toMs + DAY_MS;
    await pipeline.start();
    for (const [number, wave] of waves.entries()) {
      const chunks = shuffler?.chunks(wave) ?? inChunks(wave);
      await pipeline.publish(
        chunks.map((items, index) => ({
          id: `${number}-${index}`,
          partition: shuffler?.below(32) ?? 0,
          items,
        })),
      );
      await pipeline.settled();
    }
    return await pipeline.state();
  } finally {
    await pipeline.close();
    folder.dispose();
  }
}

const CHUNK = 100;

function inChunks(items: readonly unknown[]): unknown[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
