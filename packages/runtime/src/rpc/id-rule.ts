import type { Violation } from '@bufbuild/protovalidate';

/** What contracts ask of ids that people choose; those with `{0,63}` may be left out. */
const ID_PATTERN = /`\^\[a-z0-9_-\]\{[01],63\}\$`/;
const LONGEST_ID = 63;

/** Says in words what an id may be, and which one would do; undefined for a violation of another rule. */
export function idRuleText({ ruleId, message }: Violation, value: unknown): string | undefined {
  if (ruleId !== 'string.pattern' || !ID_PATTERN.test(message)) return undefined;
  const rule = `must be 1 to ${LONGEST_ID} of the characters a-z, 0-9, - and _`;
  const nearest = typeof value === 'string' ? idLike(value) : '';
  return nearest === '' ? rule : `${rule}; did you mean ${nearest}?`;
}

/** An id that reads like a text; empty where nothing of it can stand in one. */
function idLike(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .slice(0, LONGEST_ID)
    .replaceAll(/^-+|-+$/g, '');
}
