import { fieldsOf } from './import-fields.ts';
import type { ImportKind } from './import-format.ts';
import type { PresetDefinition } from './preset.ts';
import { ONLINE_RETAIL } from './preset-online-retail.ts';
import { SHOPIFY } from './preset-shopify.ts';
import { WOOCOMMERCE } from './preset-woocommerce.ts';

const OWN = 'perennial';

function ownPreset(kind: ImportKind): PresetDefinition {
  return {
    name: OWN,
    description: `The project's own form of ${kind}: the headers are the names of the fields`,
    kind,
    columns: new Map(fieldsOf(kind).map((field) => [field, [field]])),
  };
}

export const PRESETS: readonly PresetDefinition[] = [
  ownPreset('orders'),
  ownPreset('customers'),
  ownPreset('products'),
  ONLINE_RETAIL,
  WOOCOMMERCE,
  SHOPIFY,
];

/** What the headers of the own form speak of. */
function kindOf(headers: readonly string[]): ImportKind {
  if (headers.includes('order_id') || headers.includes('refund_id')) return 'orders';
  return headers.includes('product_id') ? 'products' : 'customers';
}

/** The preset of a name, our own where none is named; undefined when there is none for this kind. */
export function findPreset(
  name: string,
  kind: ImportKind | '',
  headers: readonly string[],
): PresetDefinition | undefined {
  const wanted = name === '' ? OWN : name;
  const candidates = PRESETS.filter((preset) => preset.name === wanted);
  const wantedKind = kind === '' && candidates.length > 1 ? kindOf(headers) : kind;
  return candidates.find((preset) => wantedKind === '' || preset.kind === wantedKind);
}

/** Why there is no such preset, with those that there are. */
export function presetProblem(name: string, kind: ImportKind | ''): string {
  const ofKind = PRESETS.filter((preset) => kind === '' || preset.kind === kind);
  const names = [...new Set(ofKind.map((preset) => preset.name))].join(', ');
  const isKnown = PRESETS.some((preset) => preset.name === name);
  const why = isKnown ? `is not for ${kind}; those for ${kind} are` : 'is unknown; there are';
  return `${why} ${names} (docs/imports.md says what each reads)`;
}
