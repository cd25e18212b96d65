/** Words of lines that a shop sells nothing with: what they are called is all that tells them from products. */
const SERVICE_WORDS = new Set(
  [
    'amazon bank carriage charge charges commission courier day delivery discount dot dotcom dpd express fee fees',
    'freight handling insurance manual next post postage rounding sample samples service shipping standard surcharge',
    'tax test tip ups',
  ].flatMap((words) => words.split(' ')),
);
const VOUCHER = /\bgift (?:card|voucher)\b/;

/**
 * Whether a line is of a product rather than of a service or a booking: not when every word of its name (of its id, where it has no
 * name) is such as "postage", "carriage" or "discount", nor when it is a gift card or voucher. "Postage stamp box" is a product.
 */
export function isMerchandise(productId: string, name: string): boolean {
  const text = (name.trim() === '' ? productId : name).toLowerCase();
  if (VOUCHER.test(text)) return false;
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.length === 0 || words.some((word) => !SERVICE_WORDS.has(word));
}
