import type { Condition } from '../tree/condition.ts';
import { normaliseCondition } from '../tree/normalise.ts';
import type { TextLanguage } from './language.ts';
import { printLeaf } from './print-leaf.ts';

const INDENT = '  ';

/**
 * The one text of a condition, with as few parentheses as can be; `parseCondition` reads it back as the normalised condition. On one line, or with a
 * line for each part of `and` and `or`. The condition must have passed `checkCondition`.
 */
export function printCondition(
  condition: Condition,
  language: TextLanguage & { multiline?: boolean },
): string {
  const normal = normaliseCondition(condition);
  return language.multiline === true ? linesOf(normal, language).join('\n') : print(normal, language);
}

function print(condition: Condition, language: TextLanguage): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
      if (condition.of.length === 0) return condition.kind === 'all' ? 'everyone' : 'nobody';
      return condition.of
        .map((part) =>
          isWeaker(part, condition.kind) ? `(${print(part, language)})` : print(part, language),
        )
        .join(joint(condition.kind));
    case 'not':
      return isJoined(condition.of)
        ? `not (${print(condition.of, language)})`
        : `not ${print(condition.of, language)}`;
    default:
      return printLeaf(condition, language);
  }
}

function linesOf(condition: Condition, language: TextLanguage): string[] {
  if (condition.kind === 'not') {
    if (!isJoined(condition.of)) return prefixed('not ', linesOf(condition.of, language));
    return prefixed('not ', enclosed(linesOf(condition.of, language)));
  }
  if (!isJoined(condition)) return [print(condition, language)];
  const [, word = ''] = joint(condition.kind).split(' ');
  return condition.of.flatMap((part, place) => {
    const lines = linesOf(part, language);
    return prefixed(place === 0 ? '' : `${word} `, isJoined(part) ? enclosed(lines) : lines);
  });
}

function enclosed(lines: readonly string[]): string[] {
  return ['(', ...lines.map((line) => INDENT + line), ')'];
}

function prefixed(prefix: string, [first = '', ...rest]: readonly string[]): string[] {
  return [prefix + first, ...rest];
}

type Joined = Condition & { kind: 'all' | 'any' };

function isJoined(condition: Condition): condition is Joined {
  return (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 0;
}

/** Whether a part binds less than what joins it. */
function isWeaker(part: Condition, joined: Joined['kind']): boolean {
  return joined === 'all' && part.kind === 'any' && part.of.length > 0;
}

function joint(kind: Joined['kind']): string {
  return kind === 'all' ? ' and ' : ' or ';
}
