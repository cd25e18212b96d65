import type { ImportKind } from './import-format.ts';

export type FieldType = 'text' | 'number' | 'time';

const PERSON = ['user_id', 'anonymous_id', 'email', 'phone'];
const PLACE = ['street', 'postal_code', 'city', 'region', 'country'];
/** What a row tells of the person beside the ids. */
const TRAIT_FIELDS = ['name', 'first_name', 'last_name', 'company', 'birthday', 'gender', ...PLACE].map(
  (field) => `customer_${field}`,
);

const FIELDS: Record<ImportKind, Record<FieldType, readonly string[]>> = {
  orders: {
    text: [
      ...PERSON,
      ...TRAIT_FIELDS,
      ...PLACE.map((field) => `store_${field}`),
      ...[
        'order_id',
        'refund_id',
        'status',
        'currency',
        'coupon',
        'channel',
        'store_id',
        'store_kind',
        'store_name',
      ],
      ...['product_id', 'name', 'brand', 'category_path', 'variant', 'line_coupon'],
    ],
    number: [
      ...[
        'quantity',
        'unit_price',
        'unit_price_minor',
        'line_discount',
        'line_discount_minor',
        'exchange_rate',
      ],
      ...['shipping', 'shipping_minor', 'tax', 'tax_minor', 'discount', 'discount_minor'],
      ...['subtotal', 'net', 'net_minor'],
      ...['refund_amount', 'refund_amount_minor'],
    ],
    time: ['placed_time', 'updated_time', 'cancelled_time'],
  },
  customers: { text: [...PERSON, ...TRAIT_FIELDS], number: [], time: ['time'] },
  products: {
    text: ['product_id', 'name', 'brand', 'category_path', 'currency', 'url', 'image_url'],
    number: ['price', 'price_minor', 'list_price', 'list_price_minor', 'cost', 'cost_minor', 'exchange_rate'],
    time: [],
  },
};

/** Of each list one field at least must have a column. */
const NEEDED: Record<ImportKind, readonly (readonly string[])[]> = {
  orders: [
    ['order_id', 'refund_id'],
    ['placed_time'],
    ['unit_price', 'unit_price_minor', 'net', 'net_minor'],
  ],
  customers: [['user_id', 'email']],
  products: [['product_id']],
};

/** Free traits of a customer are mapped as `traits.<name>`; the name must not reach a prototype. */
export const FREE_TRAIT_PREFIX = 'traits.';
const FREE_TRAIT = /^traits\.(?!__proto__$|constructor$|prototype$).{1,100}$/;

const TYPES = new Map(
  Object.entries(FIELDS).map(([kind, byType]) => [
    kind,
    new Map(
      Object.entries(byType).flatMap(([type, names]) =>
        // The keys of FIELDS are the types; Object.entries forgets it.
        names.map((name): [string, FieldType] => [name, type as FieldType]),
      ),
    ),
  ]),
);

/** Undefined where the kind has no such field. */
export function fieldType(kind: ImportKind, target: string): FieldType | undefined {
  if (kind !== 'products' && FREE_TRAIT.test(target)) return 'text';
  return TYPES.get(kind)?.get(target);
}

export function fieldsOf(kind: ImportKind): string[] {
  return [...(TYPES.get(kind)?.keys() ?? [])];
}

/** Needed fields that none of the targets gives; alternatives are named together. */
export function missingFields(kind: ImportKind, targets: ReadonlySet<string>): string[] {
  return NEEDED[kind]
    .filter((alternatives) => !alternatives.some((target) => targets.has(target)))
    .map((alternatives) => alternatives.join(' or '));
}
