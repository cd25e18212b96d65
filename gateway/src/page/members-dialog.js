import { listCellMembers } from './api.js';
import { customerLink } from './customer/customer-link.js';
import { h } from './element.js';
import { formatCount, formatDate, formatMoney, readable } from './format.js';
import { show } from './patch.js';

const PAGE_SIZE = 20;

function memberRow(member, currency) {
  return h(
    'tr',
    {},
    h('td', {}, customerLink(member.customerId)),
    h('td', {}, formatCount(Number(member.orders ?? 0))),
    h('td', {}, formatMoney(Number(member.netMinor ?? 0), currency)),
    h('td', {}, member.lastOrderTime ? formatDate(new Date(member.lastOrderTime)) : '–'),
  );
}

function membersTable({ members = [], totalCount = 0 }, currency) {
  if (members.length === 0) return h('p', {}, 'Nobody is in this cell.');
  const heads = ['Customer', 'Orders', 'Net', 'Last order'];
  const head = h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)));
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'muted' },
      `The ${formatCount(members.length)} greatest of ${formatCount(Number(totalCount))}`,
    ),
    h(
      'table',
      { class: 'list' },
      h('thead', {}, head),
      h('tbody', {}, ...members.map((member) => memberRow(member, currency))),
    ),
  );
}

/** Opens the list of the customers of a cell, `recency/frequency/monetary`, greatest net value first. */
export async function openMembers(cell, { schemeId, at, currency, signal }) {
  const [recency, frequency, monetary] = cell.split('/');
  document.getElementById('members-title').textContent = [recency, frequency, monetary]
    .map(readable)
    .join(' · ');
  show('members-list', h('p', { class: 'muted' }, 'Loading …'));
  document.getElementById('members').showModal();
  const request = { schemeId, recency, frequency, monetary, at, pageSize: PAGE_SIZE, orderBy: 'net_minor' };
  try {
    show('members-list', membersTable(await listCellMembers(request, signal), currency));
  } catch (error) {
    show('members-list', h('p', { class: 'error' }, error.message));
  }
}
