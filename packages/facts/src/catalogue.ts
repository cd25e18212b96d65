import { compareTexts } from './compare-texts.ts';
import type { ProductView, StoreView } from './read.ts';
import { RecentChanges } from './recent-changes.ts';
import type { ProductRecord, StoreRecord } from './record.ts';

/** Who told a field: the greatest wins. */
type Stamp = readonly [authority: number, time: number, recorded: number, eventId: string];

interface Told {
  value: unknown;
  stamp: Stamp;
}

/** Fields by name, each with its last telling. */
type Entry = Map<string, Told>;

/** What is known of products and stores: the dimensions' own attributes, as of now only. */
export class Catalogue {
  private readonly products = new Map<string, Entry>();
  private readonly stores = new Map<string, Entry>();
  private readonly productChanges = new RecentChanges();
  private readonly storeChanges = new RecentChanges();
  /** Rises with each change of what is known. */
  version = 0;

  tellProduct(record: ProductRecord): void {
    const stamp: Stamp = [
      record.authority === 'catalogue' ? 1 : 0,
      record.time,
      record.recordedTime,
      record.eventId,
    ];
    const { name, brand, categoryPath, priceMinor } = record;
    const fields = { name, brand, categoryPath, priceMinor };
    if (!tell(this.products, record.productId, fields, stamp)) return;
    this.version += 1;
    this.productChanges.note(record.productId, this.version);
  }

  tellStore(record: StoreRecord): void {
    const stamp: Stamp = [
      record.authority === 'store' ? 1 : 0,
      record.time,
      record.recordedTime,
      record.eventId,
    ];
    const { storeKind, name, city, postalCode, country } = record;
    const fields = { storeKind, name, city, postalCode, country };
    if (!tell(this.stores, record.storeId, fields, stamp)) return;
    this.version += 1;
    this.storeChanges.note(record.storeId, this.version);
  }

  product(productId: string): ProductView | undefined {
    const entry = this.products.get(productId);
    if (entry === undefined) return undefined;
    const path = entry.get('categoryPath')?.value;
    const price = entry.get('priceMinor')?.value;
    return {
      productId,
      name: textOf(entry, 'name'),
      brand: textOf(entry, 'brand'),
      categoryPath: Array.isArray(path) ? path : [],
      priceMinor: typeof price === 'number' ? price : undefined,
    };
  }

  store(storeId: string): StoreView | undefined {
    const entry = this.stores.get(storeId);
    if (entry === undefined) return undefined;
    return {
      storeId,
      storeKind: textOf(entry, 'storeKind'),
      name: textOf(entry, 'name'),
      city: textOf(entry, 'city'),
      postalCode: textOf(entry, 'postalCode'),
      country: textOf(entry, 'country'),
    };
  }

  productIds(): Iterable<string> {
    return this.products.keys();
  }

  storeIds(): Iterable<string> {
    return this.stores.keys();
  }

  /** Products told differently after a version; `undefined` when that is too long ago to say. */
  productsChangedSince(version: number): string[] | undefined {
    return this.productChanges.since(version);
  }

  storesChangedSince(version: number): string[] | undefined {
    return this.storeChanges.since(version);
  }

  /** Plain data in a fixed order, for snapshots and comparisons. */
  toJSON(): unknown[] {
    return [sortedEntries(this.products), sortedEntries(this.stores)];
  }

  /** Reads back what `toJSON` wrote. */
  adopt(json: readonly SavedEntries[]): void {
    for (const [index, map] of [this.products, this.stores].entries()) {
      for (const [id, fields] of json[index] ?? []) map.set(id, new Map(fields));
    }
    this.version += 1;
    this.productChanges.forget(this.version);
    this.storeChanges.forget(this.version);
  }
}

export type SavedEntries = readonly (readonly [string, readonly (readonly [string, Told])[]])[];

/** Returns whether a value is another one now. */
function tell(
  entries: Map<string, Entry>,
  id: string,
  fields: Record<string, unknown>,
  stamp: Stamp,
): boolean {
  const entry: Entry = entries.get(id) ?? new Map();
  let changed = !entries.has(id);
  entries.set(id, entry);
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const before = entry.get(field);
    if (before !== undefined && !isLater(stamp, before.stamp)) continue;
    if (!isSameValue(before?.value, value)) changed = true;
    entry.set(field, { value, stamp });
  }
  return changed;
}

function isSameValue(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after;
  return before.length === after.length && before.every((element, i) => element === after[i]);
}

function isLater(a: Stamp, b: Stamp): boolean {
  for (const i of [0, 1, 2] as const) if (a[i] !== b[i]) return a[i] > b[i];
  return a[3] > b[3];
}

function textOf(entry: Entry, field: string): string {
  const value = entry.get(field)?.value;
  return typeof value === 'string' ? value : '';
}

function sortedEntries(entries: Map<string, Entry>): SavedEntries {
  return Array.from(entries, ([id, fields]) => [id, Array.from(fields).sort(byName)] as const).sort(byName);
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return compareTexts(a[0], b[0]);
}
