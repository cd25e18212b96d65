import { HIDDEN as ATTRIBUTE_HIDDEN } from './attributes/attribute-table.ts';
import { compareTexts } from './compare-texts.ts';
import { HIDDEN as EVENT_HIDDEN } from './events/event-table.ts';
import { type FactsState, GUESTS, localOf } from './facts-state.ts';
import { CONTESTED, HIDDEN as LEDGER_HIDDEN, NO_ORDER, ORDER } from './ledger/ledger-table.ts';
import { lineViews } from './ledger/views.ts';

/**
 * One line of JSON a visible fact, customers by id and facts by text: nothing in it depends on codes, indexes, row numbers or on the
 * way by which identity nodes came to their owners.
 */
export function canonicalBytes(state: FactsState): Buffer {
  const lines: string[] = [JSON.stringify(state.catalogue)];
  const customers = Array.from({ length: state.customerCount }, (_, index) => index);
  customers.sort((a, b) => compareTexts(state.customerText(a), state.customerText(b)));
  for (const index of [GUESTS, ...customers]) lines.push(...customerLines(state, index));
  return Buffer.from(lines.join('\n'));
}

function customerLines(state: FactsState, index: number): string[] {
  const facts = [...ledgerLines(state, index), ...eventLines(state, index), ...attributeLines(state, index)];
  return facts.length === 0 ? [] : [JSON.stringify(state.customerText(index)), ...facts.sort(compareTexts)];
}

function ledgerLines(state: FactsState, index: number): string[] {
  const { ledger } = state.shardOf(index);
  const { columns, time } = ledger.rows;
  const { dictionaries } = state;
  const visible = ledger.rows
    .rowsOf(localOf(index))
    .filter((row) => ((columns.flags[row] as number) & LEDGER_HIDDEN) === 0);
  return visible.map((row) => {
    const flags = columns.flags[row] as number;
    const orderKey = columns.orderKey[row] as number;

    return JSON.stringify([
      'ledger',
      flags & ~CONTESTED,
      dictionaries.key.textOf(columns.key[row] as number),
      orderKey === NO_ORDER ? '' : dictionaries.key.textOf(orderKey),
      dictionaries.node.textOf(columns.node[row] as number),
      [time[row], columns.recorded[row], columns.updated[row], columns.tie[row], ledger.voidFrom.get(row)],
      [columns.amount[row], columns.units[row]],
      (flags & ORDER) === 0 ? [] : orderDimensions(state, index, row),
      lineViews(ledger, dictionaries, row),
    ]);
  });
}

function orderDimensions(state: FactsState, index: number, row: number): string[] {
  const { columns } = state.shardOf(index).ledger.rows;
  const { channel, store, storeKind, source, coupon, currency } = state.dictionaries;
  return [
    channel.textOf(columns.channel[row] as number),
    store.textOf(columns.store[row] as number),
    storeKind.textOf(columns.storeKind[row] as number),
    source.textOf(columns.source[row] as number),
    coupon.textOf(columns.coupon[row] as number),
    currency.textOf(columns.currency[row] as number),
  ];
}

function eventLines(state: FactsState, index: number): string[] {
  const { rows } = state.shardOf(index).events;
  const { columns, time } = rows;
  const { node, product, page, query, eventType, source } = state.dictionaries;
  return rows
    .rowsOf(localOf(index))
    .filter((row) => ((columns.flags[row] as number) & EVENT_HIDDEN) === 0)
    .map((row) =>
      JSON.stringify([
        'event',
        columns.flags[row],
        [time[row], columns.recorded[row], columns.id[row], columns.durationMs[row]],
        node.textOf(columns.node[row] as number),
        eventType.textOf(columns.type[row] as number),
        product.textOf(columns.product[row] as number),
        page.textOf(columns.page[row] as number),
        query.textOf(columns.query[row] as number),
        source.textOf(columns.source[row] as number),
      ]),
    );
}

function attributeLines(state: FactsState, index: number): string[] {
  const { rows } = state.shardOf(index).attributes;
  const { columns, time } = rows;
  const { node, attributeName, attributeValue } = state.dictionaries;
  return rows
    .rowsOf(localOf(index))
    .filter((row) => columns.flags[row] !== ATTRIBUTE_HIDDEN)
    .map((row) =>
      JSON.stringify([
        'attribute',
        [time[row], columns.recorded[row], columns.id[row]],
        node.textOf(columns.node[row] as number),
        attributeName.textOf(columns.name[row] as number),
        attributeValue.textOf(columns.value[row] as number),
      ]),
    );
}
