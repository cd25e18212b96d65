import { FIELDS } from '@perennial/conditions';
import type { WalkQuestion } from '../walk-question.ts';

/** Whether it asks what brought an order, which is found out for all orders of a shard when somebody first asks. */
export function asksOrderSources(question: WalkQuestion): boolean {
  return mentions(question, isSetOfOrders);
}

function isSetOfOrders(node: object): boolean {
  if (!('rows' in node) || (node.rows !== 'order' && node.rows !== 'line')) return false;
  return 'filter' in node && mentions(node.filter, isSourceField);
}

function isSourceField(node: object): boolean {
  if (!('kind' in node) || node.kind !== 'field' || !('field' in node)) return false;
  return Object.entries(FIELDS).some(([field, { place }]) => field === node.field && place === 'source');
}

/** Whether something is so, or a part of it. */
function mentions(value: unknown, isSo: (node: object) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isSo(value) || Object.values(value).some((part) => mentions(part, isSo));
}
