import type { Random } from './random.ts';

/** Ages in years for which a kind of product is bought. */
interface Range {
  from: number;
  to: number;
}

interface ProductKind {
  category: readonly [string, string];
  ages: Range;
  /** Typical price in cents. */
  priceMinor: number;
  names: readonly string[];
  /** Second-level category of what goes with it. */
  accessoriesOf?: string;
}

export interface SampleProduct {
  productId: string;
  name: string;
  brand: string;
  categoryPath: readonly string[];
  ages: Range;
  basePriceMinor: number;
  /** Price today in cents; the shop changes it. */
  priceMinor: number;
  /** How much it is liked, relative. */
  appeal: number;
  /** Second-level category whose buyers want it; unset for main products. */
  accessoryOf: string | undefined;
}

export const BRANDS = [
  'Waldfuchs',
  'Nordlicht',
  'Brick & Beam',
  'Pappelina',
  'Sternwerk',
  'Little Otter',
  'Casa Bimbi',
  'Marea',
  'Holzkopf',
  'Tinka',
  'Polarbär',
  'Rondine',
] as const;

const KINDS: readonly ProductKind[] = [
  {
    category: ['Baby', 'Prams'],
    ages: { from: 0, to: 2 },
    priceMinor: 39900,
    names: ['Pram', 'Buggy', 'Travel system'],
  },
  {
    category: ['Baby', 'Pram accessories'],
    ages: { from: 0, to: 2 },
    priceMinor: 2990,
    names: ['Rain cover', 'Cup holder', 'Footmuff', 'Pram organiser'],
    accessoriesOf: 'Prams',
  },
  {
    category: ['Baby', 'Care'],
    ages: { from: 0, to: 2 },
    priceMinor: 1290,
    names: ['Bath towel', 'Nappy bag', 'Care set', 'Thermometer'],
  },
  {
    category: ['Baby', 'Clothes'],
    ages: { from: 0, to: 2 },
    priceMinor: 1990,
    names: ['Romper', 'Body set', 'Wool socks', 'Cap'],
  },
  {
    category: ['Toys', 'Wooden toys'],
    ages: { from: 1, to: 5 },
    priceMinor: 2490,
    names: ['Pull-along dog', 'Stacking tower', 'Marble run', 'Train set', 'Shape sorter'],
  },
  {
    category: ['Toys', 'Train extensions'],
    ages: { from: 2, to: 6 },
    priceMinor: 1490,
    names: ['Bridge', 'Tunnel', 'Extra rails', 'Station'],
    accessoriesOf: 'Wooden toys',
  },
  {
    category: ['Toys', 'Building sets'],
    ages: { from: 4, to: 12 },
    priceMinor: 4990,
    names: ['Castle set', 'Space set', 'City set', 'Race set', 'Farm set'],
  },
  {
    category: ['Toys', 'Building plates'],
    ages: { from: 4, to: 12 },
    priceMinor: 990,
    names: ['Base plate', 'Figure pack', 'Light kit', 'Storage box'],
    accessoriesOf: 'Building sets',
  },
  {
    category: ['Toys', 'Dolls and soft toys'],
    ages: { from: 1, to: 8 },
    priceMinor: 2290,
    names: ['Fox', 'Rabbit', 'Doll Ida', 'Bear', 'Puppet'],
  },
  {
    category: ['Books', 'Picture books'],
    ages: { from: 1, to: 5 },
    priceMinor: 1290,
    names: ['Good night book', 'Flap book', 'Animal book', 'Colours book'],
  },
  {
    category: ['Books', 'First readers'],
    ages: { from: 6, to: 10 },
    priceMinor: 1090,
    names: ['Detective story', 'Pirate story', 'Pony story', 'Riddle book'],
  },
  {
    category: ['Games', 'Board games'],
    ages: { from: 4, to: 14 },
    priceMinor: 2790,
    names: ['Memory', 'Dragon hunt', 'Harvest', 'Word race'],
  },
  {
    category: ['School', 'School bags'],
    ages: { from: 6, to: 9 },
    priceMinor: 17900,
    names: ['School bag', 'Rucksack'],
  },
  {
    category: ['School', 'School accessories'],
    ages: { from: 6, to: 12 },
    priceMinor: 1490,
    names: ['Pencil case', 'Lunch box', 'Bottle', 'Sports bag'],
    accessoriesOf: 'School bags',
  },
  {
    category: ['Outdoor', 'Vehicles'],
    ages: { from: 2, to: 10 },
    priceMinor: 8990,
    names: ['Balance bike', 'Scooter', 'Tricycle', 'Sledge'],
  },
  {
    category: ['Outdoor', 'Protection'],
    ages: { from: 2, to: 12 },
    priceMinor: 2990,
    names: ['Helmet', 'Knee pads', 'Bell', 'Lock'],
    accessoriesOf: 'Vehicles',
  },
];

/** About 190 products, each kind by three brands. */
export function makeCatalogue(random: Random): SampleProduct[] {
  const products: SampleProduct[] = [];
  for (const kind of KINDS) {
    const brands = [...BRANDS].sort(() => random.unit() - 0.5).slice(0, 3);
    for (const brand of brands) {
      for (const name of kind.names) products.push(makeProduct(products.length, kind, brand, name, random));
    }
  }
  return products;
}

function makeProduct(
  index: number,
  kind: ProductKind,
  brand: string,
  name: string,
  random: Random,
): SampleProduct {
  const priceMinor = Math.max(290, Math.round((kind.priceMinor * random.between(0.6, 1.5)) / 100) * 100 - 10);
  return {
    productId: `P${String(1001 + index)}`,
    name: `${brand} ${name}`,
    brand,
    categoryPath: kind.category,
    ages: kind.ages,
    basePriceMinor: priceMinor,
    priceMinor,
    appeal: random.gamma(1.5, 1),
    accessoryOf: kind.accessoriesOf,
  };
}

/** True when a child of `ageYears` is in the product's range, half a year of slack before (presents, foresight). */
export function fitsAge(product: SampleProduct, ageYears: number): boolean {
  return ageYears >= product.ages.from - 0.5 && ageYears < product.ages.to;
}
