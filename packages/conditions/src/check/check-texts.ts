import type { Findings } from './condition-problem.ts';
import { LIMITS } from './limits.ts';

/** Ids of segments, groups and schemes. */
const ID = /^[a-z0-9_-]{1,63}$/;

/** A text that somebody compares with: there, and not too long. */
export function checkText(text: string, findings: Findings): void {
  if (text === '')
    findings.report('The text is empty, which nothing can equal', 'Write a text, or ask `is unset`');
  else if (!text.isWellFormed())
    findings.report('The text holds half a character', 'Write whole characters of Unicode');
  else if (text.length > LIMITS.textCharacters) {
    const most = LIMITS.textCharacters.toLocaleString('en');
    findings.report(`The text has ${text.length.toLocaleString('en')} characters`, `Use at most ${most}`);
  }
}

/** Values of which one must hold: at least one, and not too many. */
export function checkList(values: readonly string[], findings: Findings): void {
  if (values.length === 0) findings.report('The list is empty', 'Name at least one value');
  else if (values.length > LIMITS.listValues) {
    const most = LIMITS.listValues.toLocaleString('en');
    findings.report(`The list has ${values.length.toLocaleString('en')} values`, `Use at most ${most}`);
  } else for (const [place, value] of values.entries()) checkText(value, findings.at(place));
}

/** Values of a closed list of words. */
export function checkWords(values: readonly string[], known: readonly string[], findings: Findings): void {
  checkList(values, findings);
  for (const [place, value] of values.slice(0, LIMITS.listValues).entries()) {
    if (value === '' || known.includes(value)) continue;
    findings.at(place).report(`There is no "${value.slice(0, 40)}" here`, `Use one of ${known.join(', ')}`);
  }
}

/** An id as the product gives them out. */
export function checkId(id: string, findings: Findings): void {
  if (!ID.test(id))
    findings.report(`"${id.slice(0, 64)}" is no id`, 'Use 1 to 63 of the characters a to z, 0 to 9, _ and -');
}
