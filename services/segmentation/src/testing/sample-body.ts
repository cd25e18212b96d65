import { z } from 'zod';

/** The bodies of the sample shop, as far as facts need them. */
const price = z.coerce.number();

export const sampleLine = z.object({
  product_id: z.string(),
  quantity: z.number(),
  price,
});

const store = z.object({
  store_id: z.string(),
  kind: z.enum(['online', 'stationary']),
});

export const sampleOrder = z.object({
  order_id: z.string(),
  exchange_rate: z.number().default(1),
  channel: z.string(),
  coupon: z.string().default(''),
  store,
});

export const sampleBody = z.object({
  type: z.string().default(''),
  event: z.string().default(''),
  userId: z.string().optional(),
  user_id: z.string().optional(),
  anonymousId: z.string().optional(),
  order_id: z.string().default(''),
  refund_id: z.string().default(''),
  lines: z.array(sampleLine).default([]),
  traits: z.record(z.string(), z.unknown()).default({}),
  properties: z.record(z.string(), z.unknown()).default({}),
  context: z
    .object({
      campaign: z.object({ medium: z.string().default('') }).optional(),
      page: z.object({ path: z.string().default(''), referrer: z.string().default('') }).optional(),
    })
    .optional(),
  channel: z.string().default(''),
  topic: z.string().default(''),
});

export const sampleProduct = z.object({
  product_id: z.string(),
  name: z.string(),
  brand: z.string(),
  category_path: z.array(z.string()),
  price,
});

export const sampleStore = store.extend({
  name: z.string(),
  address: z.object({ postal_code: z.string(), city: z.string(), country: z.string() }).optional(),
});

export type SampleBody = z.infer<typeof sampleBody>;
