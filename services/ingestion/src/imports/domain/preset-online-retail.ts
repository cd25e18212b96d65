import type { RowValues } from './import-format.ts';
import { columnTable, type PresetDefinition, type RowRuling } from './preset.ts';

/** Invoices of C are refunds, those of A corrections of bad debt; rows that give or take nothing are stock keeping. */
function rule(values: RowValues): RowRuling {
  const invoice = values.get('order_id') ?? '';
  const quantity = Number(values.get('quantity') ?? 1);
  if (invoice.startsWith('A')) return { skip: 'bad_debt_adjustment' };
  if (invoice.startsWith('C')) {
    if (!values.has('user_id')) return { skip: 'refund_without_customer' };
    return quantity < 0 ? { take: 'refund', refundId: invoice } : { skip: 'refund_quantity_not_negative' };
  }
  if (quantity <= 0) return { skip: 'quantity_not_positive' };
  return Number(values.get('unit_price') ?? 0) > 0 ? { take: 'order' } : { skip: 'price_not_positive' };
}

export const ONLINE_RETAIL: PresetDefinition = {
  name: 'online-retail-ii',
  description:
    'Online Retail II of the UCI repository: the invoice lines of a British gift shop, 2009 to 2011',
  kind: 'orders',
  columns: columnTable([
    'order_id: Invoice | InvoiceNo',
    'product_id: StockCode',
    'name: Description',
    'quantity: Quantity',
    'placed_time: InvoiceDate',
    'unit_price: Price | UnitPrice',
    'user_id: Customer ID',
    'customer_country: Country',
  ]),
  timeZone: 'Europe/London',
  currency: 'GBP',
  sourceSystem: 'online-retail-ii',
  roundsPrices: true,
  rule,
};
