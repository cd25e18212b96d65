const whole = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const moneyFormats = new Map();

function moneyFormat(currency, options) {
  const key = `${currency} ${JSON.stringify(options)}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency, ...options });
  moneyFormats.set(key, format);
  return format;
}

/** Minor units of a currency in one of its units; yen have 1, euros 100. */
function minorPerUnit(currency) {
  return 10 ** moneyFormat(currency, {}).resolvedOptions().maximumFractionDigits;
}

export const formatCount = (value) => whole.format(value);
const formatShortCount = (value) => (value < 10_000 ? whole.format(value) : compact.format(value));
/** A number as it is shown, with its unit: 1 day, 1.5 days. */
export const withUnit = (shown, unit) => `${shown} ${unit}${shown === '1' ? '' : 's'}`;
export const formatShare = (value) => percent.format(value);
export const formatDateTime = (value) => dateTime.format(value);
export const formatDate = (value) => date.format(value);

export function formatMoney(minor, currency) {
  return moneyFormat(currency, {}).format(minor / minorPerUnit(currency));
}

export function formatShortMoney(minor, currency) {
  const options = { notation: 'compact', maximumFractionDigits: 1 };
  return moneyFormat(currency, options).format(minor / minorPerUnit(currency));
}

/** How long ago, in the largest unit that says it well. */
export function formatAgo(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
}

/** `not_enough_history` as people read it. */
export function readable(name) {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A figure by measure: customers and orders are counts, netMinor is money. */
export function formatMeasure(measure, value, currency, short = false) {
  if (measure === 'netMinor') return (short ? formatShortMoney : formatMoney)(value, currency);
  return (short ? formatShortCount : formatCount)(value);
}
