import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';

const counts = new Intl.NumberFormat('en');

/** 1,234,567 */
export function formatCount(value: bigint | number): string {
  return counts.format(value);
}

/** Minor units as money of the currency; without a currency, as they are. */
export function formatMoney(minor: bigint, currency: string): string {
  if (currency === '') return formatCount(minor);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(Number(minor) / 10 ** digits);
}

/** 2026-05-03 12:30:00 in UTC; a dash when unset. */
export function formatTime(time: Timestamp | undefined): string {
  return time ? timestampDate(time).toISOString().slice(0, 19).replace('T', ' ') : '–';
}

/** Seconds as `2 min 05 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
