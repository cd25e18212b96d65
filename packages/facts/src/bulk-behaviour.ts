import type { AttributeTable } from './attributes/attribute-table.ts';
import { allocateColumn } from './columns/column.ts';
import { mapColumns } from './columns/table.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { EventTable } from './events/event-table.ts';
import type { AttributeValue } from './record.ts';
import { type SourceFact, sourceText } from './source.ts';

/** Events of a chunk's customers, by customer and time; each was learned when it happened. */
export interface EventChunk {
  /** By customer. */
  counts: Uint32Array;
  /** By event. */
  timeMs: Float64Array;
  /** Place in `types`. */
  type: Uint8Array;
  /** Place in `sources`, none beyond its end. */
  source: Uint16Array;
  /** Place in the list of products, none beyond its end. */
  product: Uint16Array;
  types: readonly string[];
  sources: readonly SourceFact[];
}

/** Attributes of a chunk's customers, all told at one instant. */
export interface AttributeChunk {
  timeMs: number;
  names: readonly string[];
  /** `undefined` where it was never told. */
  valueOf(customer: number, name: string): AttributeValue | undefined;
}

/** Fills an empty table; `nodes` are the customers' nodes in order. */
export function loadEvents(
  events: EventTable,
  dictionaries: Dictionaries,
  nodes: readonly number[],
  productCodes: Uint32Array,
  chunk: EventChunk,
): void {
  const rowCount = chunk.timeMs.length;
  const { local, starts } = placesOf(chunk.counts, rowCount);
  const time = allocateColumn('f64', rowCount);
  time.set(chunk.timeMs);
  const columns = mapColumns(events.rows.schema, (kind) => allocateColumn(kind, rowCount));
  columns.recorded.set(chunk.timeMs);
  const typeCodes = chunk.types.map((type) => dictionaries.eventType.intern(type));
  const sourceCodes = chunk.sources.map((source) => dictionaries.source.intern(sourceText(source)));
  const noSource = dictionaries.source.intern('');
  const noProduct = dictionaries.product.intern('');
  columns.page.fill(dictionaries.page.intern(''));
  columns.query.fill(dictionaries.query.intern(''));
  for (let row = 0; row < rowCount; row += 1) {
    columns.id[row] = row + 1;
    columns.node[row] = nodes[local[row] as number] as number;
    columns.type[row] = typeCodes[chunk.type[row] as number] as number;
    columns.source[row] = sourceCodes[chunk.source[row] as number] ?? noSource;
    columns.product[row] = productCodes[chunk.product[row] as number] ?? noProduct;
  }
  events.rows.adopt({ local, time, columns, starts, rowCount });
}

/** Appends to an empty table and merges. */
export function loadAttributes(
  attributes: AttributeTable,
  dictionaries: Dictionaries,
  nodes: readonly number[],
  chunk: AttributeChunk,
): void {
  for (const [local, node] of nodes.entries()) {
    const told = chunk.names.map((name) => [name, chunk.valueOf(local, name)] as const);
    const values: Record<string, AttributeValue> = {};
    for (const [name, value] of told) if (value !== undefined) values[name] = value;
    attributes.append(
      dictionaries,
      { local, node, visible: true },
      {
        ...{ kind: 'attributes', customerId: '', node: '', eventId: 'bulk' },
        ...{ time: chunk.timeMs, recordedTime: chunk.timeMs, values },
      },
    );
  }
  attributes.merge();
}

function placesOf(
  counts: Uint32Array,
  rowCount: number,
): { local: Uint16Array<SharedArrayBuffer>; starts: Uint32Array<SharedArrayBuffer> } {
  const local = allocateColumn('u16', rowCount);
  const starts = allocateColumn('u32', counts.length + 1);
  for (const [customer, count] of counts.entries()) {
    const start = starts[customer] as number;
    starts[customer + 1] = start + count;
    local.fill(customer, start, start + count);
  }
  return { local, starts };
}
