import { type Purchases, predictBase } from '@perennial/models';
import { exactly, type Figure, type Proof } from './proof.ts';

const END_DAY = 400;
const TERMS = { horizonWeeks: 13, yearlyDiscountRate: 0.1, margin: 0.4 };

/** Shops too small or too odd for a model. */
const SHOPS: readonly {
  name: string;
  customers: number;
  daysOf: (customer: number) => number[];
  answer: string;
}[] = [
  { name: 'an empty shop', customers: 0, daysOf: () => [], answer: 'refused' },
  {
    name: '40 customers',
    customers: 40,
    daysOf: (customer) => [customer * 7, customer * 7 + 40, customer * 7 + 75],
    answer: 'refused',
  },
  {
    name: 'a single order each',
    customers: 1_000,
    daysOf: (customer) => [customer % 350],
    answer: 'refused',
  },
  {
    name: 'one customer who buys daily, 39 who bought once',
    customers: 40,
    daysOf: (customer) => (customer === 0 ? everyDay() : [customer * 5]),
    answer: 'refused',
  },
  {
    name: 'one customer who buys daily among 1,000 usual ones',
    customers: 1_000,
    daysOf: (customer) => (customer === 0 ? everyDay() : usualDays(customer)),
    answer: 'answered',
  },
];

export const proof: Proof = {
  name: 'thin-data',
  title: 'shops with next to no data: a useful answer or a refusal that says what is missing, never NaN',
  short: true,
  run(): Promise<Figure[]> {
    return Promise.resolve(
      SHOPS.flatMap(({ name, customers, daysOf, answer }) =>
        judge(name, purchasesOf(customers, daysOf), answer),
      ),
    );
  },
};

function judge(name: string, purchases: Purchases, answer: string): Figure[] {
  const prediction = predictBase(purchases, END_DAY, TERMS);
  if (prediction.kind === 'not-enough-data') {
    const missing = prediction.missing.map(({ what, have, need }) => `${what} ${have} of ${need}`).join(', ');
    return [
      exactly(name, 'refused', answer),
      { name: `${name}: missing`, value: missing, holds: missing !== '' },
    ];
  }
  const numbers = [prediction.expectedPurchases, prediction.purchaseProbability, prediction.value].flatMap(
    (column) => [...column],
  );
  return [
    exactly(name, 'answered', answer),
    exactly(
      `${name}: numbers that are not finite`,
      numbers.filter((each) => !Number.isFinite(each)).length,
      0,
    ),
  ];
}

function purchasesOf(customers: number, daysOf: (customer: number) => number[]): Purchases {
  const rows = Array.from({ length: customers }, (_, customer) =>
    daysOf(customer).map((day) => ({ customer, day })),
  ).flat();
  return {
    customer: rows.map(({ customer }) => customer),
    day: rows.map(({ day }) => day),
    value: rows.map(({ customer, day }) => 10 + ((customer * 7 + day) % 50)),
  };
}

function everyDay(): number[] {
  return Array.from({ length: END_DAY }, (_, day) => day);
}

/** Between one purchase and five, some of whom stopped long ago. */
function usualDays(customer: number): number[] {
  const first = (customer * 37) % 300;
  const gap = 5 + ((customer * 13) % 60);
  return Array.from({ length: 1 + (customer % 5) }, (_, index) => first + index * gap).filter(
    (day) => day <= END_DAY,
  );
}
