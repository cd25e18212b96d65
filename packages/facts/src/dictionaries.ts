import { StringTable } from './columns/string-table.ts';

/** What a column of one or two bytes can tell apart. */
const BYTE = 0xff;
const TWO_BYTES = 0xffff;

/** Every dictionary of a tenant, shared by its shards. */
export class Dictionaries {
  readonly customer = new StringTable('customer');
  readonly node = new StringTable('identity node');
  /** Keys of orders and refunds. */
  readonly key = new StringTable('order key');
  readonly product = new StringTable('product');
  readonly channel = new StringTable('channel', TWO_BYTES);
  readonly store = new StringTable('store', TWO_BYTES);
  readonly coupon = new StringTable('coupon');
  /** Sources as `sourceText` writes them. */
  readonly source = new StringTable('source');
  readonly storeKind = new StringTable('kind of store', BYTE);
  readonly currency = new StringTable('currency', BYTE);
  readonly eventType = new StringTable('event type', TWO_BYTES);
  readonly page = new StringTable('page');
  readonly query = new StringTable('query');
  readonly attributeName = new StringTable('attribute');
  /** Attribute values as JSON. */
  readonly attributeValue = new StringTable('attribute value');

  /** In a fixed order, for snapshots. */
  all(): StringTable[] {
    return Object.values(this).filter((value) => value instanceof StringTable);
  }

  memoryBytes(): number {
    return this.all().reduce((sum, table) => sum + table.memoryBytes(), 0);
  }
}
