import { compareTexts } from './compare-texts.ts';
import type { ProductView, StoreView } from './read.ts';
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

  tellProduct(record: ProductRecord): void {
    const stamp: Stamp = [
      record.authority === 'catalogue' ? 1 : 0,
      record.time,
      record.recordedTime,
      record.eventId,
    ];
    const { name, brand, categoryPath, priceMinor } = record;
    tell(this.products, record.productId, { name, brand, categoryPath, priceMinor }, stamp);
  }

  tellStore(record: StoreRecord): void {
    const stamp: Stamp = [0, record.time, record.recordedTime, record.eventId];
    const { storeKind, name, city, postalCode, country } = record;
    tell(this.stores, record.storeId, { storeKind, name, city, postalCode, country }, stamp);
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

  /** Plain data in a fixed order, for snapshots and comparisons. */
  toJSON(): unknown[] {
    return [sortedEntries(this.products), sortedEntries(this.stores)];
  }

  /** Reads back what `toJSON` wrote. */
  adopt(json: readonly SavedEntries[]): void {
    for (const [index, map] of [this.products, this.stores].entries()) {
      for (const [id, fields] of json[index] ?? []) map.set(id, new Map(fields));
    }
  }
}

export type SavedEntries = readonly (readonly [string, readonly (readonly [string, Told])[]])[];

function tell(entries: Map<string, Entry>, id: string, fields: Record<string, unknown>, stamp: Stamp): void {
  const entry: Entry = entries.get(id) ?? new Map();
  entries.set(id, entry);
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const before = entry.get(field);
    if (before === undefined || isLater(stamp, before.stamp)) entry.set(field, { value, stamp });
  }
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
