/** Decimals of the ISO 4217 currencies that do not have two. */
const EXPONENTS = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code): [string, number] => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code): [string, number] => [code, 3]),
  ['CLF', 4],
  ['UYW', 4],
]);

const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** True for an ISO 4217 code in upper case. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Decimals of a currency: how many minor units make one, as a power of ten. */
export function currencyExponent(code: string): number {
  return EXPONENTS.get(code) ?? 2;
}
