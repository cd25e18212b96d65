import { getTenant } from './api.js';

/** Shows the name of the shop beside ours; returns it, '' where it has none. */
export async function showShop(signal) {
  const { tenant = {} } = await getTenant(signal);
  const name = tenant.name ?? '';
  document.getElementById('shop').textContent = name || 'Customer scores';
  return name;
}
