import { figure, h } from './element.js';
import { groupFigures } from './figures.js';
import { formatCount, formatMoney } from './format.js';
import { show } from './patch.js';

function total(key, title, value, text) {
  return h('dl', { class: 'total' }, h('dt', {}, title), h('dd', {}, figure(`total-${key}`, value, text)));
}

/** The row of totals above everything. */
export function showTotals(panel) {
  const { customers, orders, netMinor } = groupFigures(panel.total);
  const without = Number(panel.customersWithoutOrder ?? 0);
  const mean = orders === 0 ? 0 : Math.round(netMinor / orders);
  show(
    'totals',
    total('known', 'Customers', customers + without, formatCount(customers + without)),
    total('buyers', 'With an order', customers, formatCount(customers)),
    total('orders', 'Orders', orders, formatCount(orders)),
    total('net', 'Net revenue', netMinor, formatMoney(netMinor, panel.currency)),
    total('mean', 'Mean order', mean, formatMoney(mean, panel.currency)),
  );
}
