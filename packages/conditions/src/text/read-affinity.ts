import { checkGroupNumber } from '../check/check-affinity.ts';
import type { AffinityLeaf } from '../tree/condition.ts';
import { readList } from './read-literal.ts';
import { takeNumber } from './read-number.ts';
import type { TokenStream } from './token-stream.ts';

/** Behind the word `affinity`: `group = 3`, `group in (3, 5)`. */
export function readAffinity(stream: TokenStream): AffinityLeaf {
  stream.expect('group');
  if (stream.try('=')) return { kind: 'affinity', groups: [readGroup(stream)] };
  stream.expect('in');
  return { kind: 'affinity', groups: readList(stream, () => readGroup(stream)) };
}

function readGroup(stream: TokenStream): number {
  const token = takeNumber(stream);
  const group = Number(token.raw);
  stream.verify(token, (findings) => checkGroupNumber(group, findings));
  return group;
}
