import { SHARE_STEPS } from '../tree/prediction.ts';

/** The number before the sign of percent, of a chance from 0 to 1. */
export function printPercent(share: number): string {
  return String(Math.round(share * SHARE_STEPS) / (SHARE_STEPS / 100));
}

/** The chance; undefined for what is none, or has more than two decimals. */
export function shareOfPercent(raw: string): number | undefined {
  const percent = Number(raw);
  const share = Math.round((percent / 100) * SHARE_STEPS) / SHARE_STEPS;
  const isExact = printPercent(share) === String(percent);
  return isExact && share >= 0 && share <= 1 ? share : undefined;
}
