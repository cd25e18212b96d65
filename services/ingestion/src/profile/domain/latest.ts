import { compareStamps, compareText, type Stamp } from './stamp.ts';

/** The newest value told under a key. */
export interface Latest<V> extends Stamp {
  key: string;
  value: V;
}

/** `entries` (sorted by key) with `told` in the place of an older entry of its key; the same array when it changes nothing. */
export function withLatest<V>(entries: readonly Latest<V>[], told: Latest<V>): readonly Latest<V>[] {
  const at = entries.findIndex(({ key }) => compareText(key, told.key) >= 0);
  const held = at < 0 ? undefined : entries[at];
  if (held === undefined || held.key !== told.key) {
    return entries.toSpliced(at < 0 ? entries.length : at, 0, told);
  }
  return compareStamps(told, held) > 0 ? entries.with(at, told) : entries;
}
