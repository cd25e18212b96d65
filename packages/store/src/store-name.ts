import { StoreInputError } from './plain-value.ts';

/** Letters, digits, `-` and `_`, at most 63: what file systems, LMDB keys and MongoDB all take. */
const NAME = /^[A-Za-z0-9_-]{1,63}$/;

/** @throws StoreInputError for a name that one of the stores would not take. */
export function assertName(what: 'database' | 'collection', name: string): void {
  if (!NAME.test(name)) throw new StoreInputError(`The ${what} name "${name}" must match ${NAME.source}`);
}
