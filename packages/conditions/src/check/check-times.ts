import { localDay, type Span, type TimeUnit } from '@perennial/calendar';
import type { Findings } from './condition-problem.ts';
import { LIMITS } from './limits.ts';

const IN_A_CENTURY: Readonly<Record<TimeUnit, number>> = {
  minute: LIMITS.spanYears * 366 * 24 * 60,
  hour: LIMITS.spanYears * 366 * 24,
  day: LIMITS.spanYears * 366,
  week: LIMITS.spanYears * 53,
  month: LIMITS.spanYears * 12,
  year: LIMITS.spanYears,
};

/** The longest time between two rows, in ms. */
export const LONGEST_MS = IN_A_CENTURY.minute * 60_000;

export function checkSpan(span: Span, findings: Findings): void {
  const most = IN_A_CENTURY[span.unit];
  if (Number.isInteger(span.amount) && span.amount >= 1 && span.amount <= most) return;
  findings.report(
    `${span.amount} ${span.unit}s is no stretch of time`,
    `Use a whole number from 1 to ${most.toLocaleString('en')}`,
  );
}

/** A local day that the calendar has. */
export function checkDay(day: string, findings: Findings): void {
  if (localDay(day) === undefined)
    findings.report(`"${day.slice(0, 40)}" is no day of the calendar`, 'Write a day as YYYY-MM-DD');
  else if (day < LIMITS.firstDay || day > LIMITS.lastDay)
    findings.report(`${day} is out of reach`, `Use a day from ${LIMITS.firstDay} to ${LIMITS.lastDay}`);
}
