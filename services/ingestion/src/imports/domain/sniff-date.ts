import { dateReader } from './date-pattern.ts';

const CLOCK = '[ HH:mm[:ss]]';
const CLOCK_12 = ' hh:mm[:ss][ ]a';

/** In order of preference; patterns that only differ in the order of day and month are told apart by values above 12. */
const CANDIDATES = [
  'iso',
  `dd.MM.yyyy${CLOCK}`,
  `dd.MM.yy${CLOCK}`,
  `yyyy/MM/dd${CLOCK}`,
  ...['/', '-'].flatMap((sign) => [
    ...[`dd${sign}MM${sign}yyyy`, `MM${sign}dd${sign}yyyy`].flatMap((day) => [day + CLOCK, day + CLOCK_12]),
  ]),
];

export type SniffedDate = { format: string } | { unclear: readonly string[] };

/** The format that reads most of the values; unclear (with what it may be) where several read equally many, or none reads any. */
export function sniffDate(values: readonly string[]): SniffedDate {
  if (values.length === 0) return { format: 'iso' };
  let best: string[] = [];
  let bestCount = 0;
  for (const candidate of CANDIDATES) {
    const read = dateReader(candidate);
    const count = read === undefined ? 0 : values.filter((value) => read(value) !== undefined).length;
    if (count > bestCount) best = [];
    if (count >= bestCount && count > 0) best.push(candidate);
    bestCount = Math.max(bestCount, count);
  }
  const [format, ...others] = best;
  return format !== undefined && others.length === 0 ? { format } : { unclear: best };
}
