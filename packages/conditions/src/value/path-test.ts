import type { TextTest } from '../tree/value-test.ts';
import { textTest } from './text-test.ts';

/** Stands between the elements of a path. */
export const PATH_SEPARATOR = ' > ';

/**
 * A test of paths from the widest to the narrowest element, without regard to case. `in` names an element or a leading part (`Shoes > Boots`),
 * `not-in` none of them; the other tests look at the whole path as one text. The empty path is unset.
 */
export function pathTest(test: TextTest): (path: readonly string[]) => boolean {
  if (test.op !== 'in' && test.op !== 'not-in') {
    const whole = textTest(test, { caseSensitive: false });
    return (path) => whole(path.join(PATH_SEPARATOR));
  }
  const named = textTest({ op: 'in', values: test.values }, { caseSensitive: false });
  const wanted = test.op === 'in';
  return (path) => path.length > 0 && namesOf(path).some(named) === wanted;
}

function namesOf(path: readonly string[]): string[] {
  return [...path, ...path.map((_, last) => path.slice(0, last + 1).join(PATH_SEPARATOR))];
}
