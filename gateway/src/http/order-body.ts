import { gatewayErrors } from '../errors.ts';

function parseObject(body: Buffer): object {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw gatewayErrors.HTTP_BODY_MALFORMED({ what: 'it is not JSON' }, { cause });
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw gatewayErrors.HTTP_BODY_MALFORMED({ what: 'it is not one JSON object' });
}

/**
 * Puts the order id of the path into a body; the only bodies that do not go on as they came.
 * @throws HTTP_BODY_MALFORMED, ORDER_ID_CONFLICT
 */
export function bodyForOrder(body: Buffer, orderId: string): Buffer {
  const fields = Object.entries(parseObject(body));
  const told = fields.find(([name]) => name === 'order_id' || name === 'orderId');
  if (told && String(told[1]) !== orderId) throw gatewayErrors.ORDER_ID_CONFLICT();
  const rest = fields.filter((field) => field !== told);
  return Buffer.from(JSON.stringify(Object.fromEntries([...rest, ['order_id', orderId]])));
}
