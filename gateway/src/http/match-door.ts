import { DOORS, type Door } from './doors.ts';

/** A door, with the order id when the path names one. */
export interface DoorMatch {
  door: Door;
  orderId?: string;
}

const exact = new Map<string, DoorMatch>();
const withOrder = new Map<string, Door>();
const ORDER_PREFIX = '/v1/orders/';
const ORDER_PLACE = '{order_id}';

for (const door of DOORS) {
  const place = door.path.indexOf(ORDER_PLACE);
  if (place < 0) exact.set(door.path, { door });
  else withOrder.set(door.path.slice(place + ORDER_PLACE.length), door);
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** The door at a path (without query), or undefined. */
export function matchDoor(path: string): DoorMatch | undefined {
  const known = exact.get(path);
  if (known || !path.startsWith(ORDER_PREFIX)) return known;
  const end = path.indexOf('/', ORDER_PREFIX.length);
  const door = end < 0 ? undefined : withOrder.get(path.slice(end));
  const orderId = door && decoded(path.slice(ORDER_PREFIX.length, end));
  return door && orderId ? { door, orderId } : undefined;
}
