import type { DoorContext } from './door-context.ts';
import { canonicalEventName } from './event-name.ts';
import { checkFree, freeObject } from './free-json.ts';
import type { BehaviourFact } from './intake-item.ts';
import { messageSource } from './message-source.ts';
import { isObject, type JsonObject, ObjectReader } from './object-reader.ts';
import { readSource } from './source-hints.ts';

const MAX_TEXT = 255;
const MAX_URL = 2048;
const MAX_DURATION_MS = 86_400_000;
const MAX_PRODUCTS = 200;

const PRODUCT_ID = ['product_id', 'productId', 'item_id', 'sku'];
const QUERY = ['query', 'search_term', 'search_query'];
const DURATION = ['duration_ms', 'durationMs', 'engagement_time_msec'];

/** Properties that have a field of their own in the event. */
const TAKEN = new Set([...PRODUCT_ID, ...QUERY, ...DURATION, 'path', 'url', 'title', 'referrer']);
/** What is kept of the context beside the source and the page. */
const KEPT_CONTEXT = ['ip', 'userAgent', 'locale', 'timezone', 'device', 'app', 'screen'];

function productIds(properties: ObjectReader): string[] {
  const own = properties.text(PRODUCT_ID, MAX_TEXT);
  if (own !== undefined) return [own];
  const list = properties.get(['products', 'items']);
  if (!Array.isArray(list)) return [];
  const ids = list.slice(0, MAX_PRODUCTS).flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const id = new ObjectReader(entry, properties.path(`products[${index}].`), properties.problems).text(
      PRODUCT_ID,
      MAX_TEXT,
    );
    return id === undefined ? [] : [id];
  });
  return [...new Set(ids)];
}

function pathOf(page: ObjectReader | undefined): string | undefined {
  const path = page?.lenientText('path', MAX_URL);
  if (path !== undefined) return path;
  const url = page?.lenientText('url', MAX_URL);
  return url === undefined ? undefined : URL.parse(url)?.pathname;
}

function keptContext(itemContext: ObjectReader | undefined, context: DoorContext): JsonObject | undefined {
  const kept: Record<string, unknown> = {};
  for (const name of KEPT_CONTEXT) {
    const value = itemContext?.get(name);
    if (value !== undefined) kept[name] = value;
  }
  if (context.ip !== undefined) kept['ip'] ??= context.ip;
  if (context.userAgent !== undefined) kept['userAgent'] ??= context.userAgent;
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function restOf(properties: JsonObject, kept: JsonObject | undefined): JsonObject {
  const rest: Record<string, unknown> = {};
  for (const key of Object.keys(properties)) {
    if (!TAKEN.has(key)) rest[key] = properties[key];
  }
  if (kept !== undefined) rest['context'] = kept;
  return rest;
}

/** What the hit itself says of its page and its source; `page` is set where the properties describe a page. */
interface Scene {
  itemContext: ObjectReader | undefined;
  isPage: boolean;
}

function readPlace(fact: BehaviourFact, properties: ObjectReader, scene: Scene): void {
  const page = scene.itemContext?.object('page');
  const pagePath = pathOf(properties) ?? pathOf(page);
  const pageTitle = properties.lenientText('title', MAX_TEXT) ?? page?.lenientText('title', MAX_TEXT);
  if (pagePath !== undefined) fact.pagePath = pagePath;
  if (pageTitle !== undefined) fact.pageTitle = pageTitle;
}

/** A behaviour of a person from its name, properties and context (TXN-15, SRC-1). */
export function readBehaviour(
  reader: ObjectReader,
  originalName: string,
  propertiesName: string,
  scene: Scene,
  context: DoorContext,
): BehaviourFact {
  const raw = freeObject(reader, propertiesName);
  const properties = new ObjectReader(raw, reader.path(`${propertiesName}.`), reader.problems);
  const kept = keptContext(scene.itemContext, context);
  if (kept !== undefined) checkFree(kept, reader.path('context'), 0, reader.problems);
  const fact: BehaviourFact = {
    kind: 'behaviour',
    name: canonicalEventName(originalName),
    originalName,
    properties: restOf(raw, kept),
  };
  const products = productIds(properties);
  if (products.length > 0) fact.productIds = products;
  readPlace(fact, properties, scene);
  const query = properties.lenientText(QUERY, MAX_TEXT);
  if (query !== undefined) fact.query = query;
  const durationMs = properties.wholeNumber(DURATION, 0, MAX_DURATION_MS);
  if (durationMs !== undefined) fact.durationMs = durationMs;
  const shown = readSource(scene.itemContext, scene.isPage ? properties : undefined, context.tenant.ownHosts);
  const source = messageSource(fact.name, originalName, properties, shown);
  if (source !== undefined) fact.source = source;
  return fact;
}
