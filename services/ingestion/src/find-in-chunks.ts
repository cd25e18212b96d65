/** Keys named in one query: a longer list costs the store more than another query does. */
const MAX_KEYS = 250;

/** All that is found for a list of keys, a bounded number of them a query. */
export async function findInChunks<K, T>(
  keys: readonly K[],
  find: (some: readonly K[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < keys.length; start += MAX_KEYS)
    found.push(...(await find(keys.slice(start, start + MAX_KEYS))));
  return found;
}
