import { call, type RunningShop } from './shop-process.ts';

interface ReferenceGroup {
  customers: number;
  orders: number;
  net_minor: number;
}

export interface ReferenceRfm {
  customers_with_orders: number;
  customers_with_any_row: number;
  orders: number;
  net_minor: number;
  recency: Record<string, ReferenceGroup>;
  frequency: Record<string, ReferenceGroup>;
  monetary: Record<string, ReferenceGroup>;
  cells: Record<string, ReferenceGroup>;
  examples: Record<string, { orders: number; net_minor: number; first: string; last: string; cell: string }>;
}

/** Figures as proto JSON gives them: int64 as strings, zero left out. */
interface Figures {
  customers?: string;
  orders?: string;
  netMinor?: string;
}

interface Panel {
  total?: Figures;
  recency: { class: string; figures?: Figures }[];
  frequency: { class: string; figures?: Figures }[];
  monetary: { class: string; figures?: Figures }[];
  cells: { recency: string; frequency: string; monetary: string; figures?: Figures }[];
}

interface CustomerScores {
  schemes?: {
    schemeId: string;
    rfm?: {
      cell: string;
      orders?: string;
      netMinor?: string;
      firstOrderTime?: string;
      lastOrderTime?: string;
    };
  }[];
}

export interface Comparison {
  compared: number;
  /** One line a figure that differs. */
  different: string[];
  /** The panel itself, to compare two states. */
  panel: string;
}

const SCORING = 'perennial.scoring.v1.ScoringService';
const CUSTOMERS = 'perennial.ingestion.v1.CustomersService';

/** Compares the panel and the example customers with every figure of the reference. */
export async function compareWithReference(
  shop: RunningShop,
  reference: ReferenceRfm,
  at: string,
): Promise<Comparison> {
  const panel = await call<Panel>(shop, `${SCORING}/GetRfmPanel`, { at });
  const check = new Checks();
  check.group('total', panel.total, {
    customers: reference.customers_with_orders,
    orders: reference.orders,
    net_minor: reference.net_minor,
  });
  for (const dimension of ['recency', 'frequency', 'monetary'] as const) {
    for (const { class: name, figures } of panel[dimension])
      check.group(`${dimension} ${name}`, figures, reference[dimension][name]);
  }
  check.equal('cells', panel.cells.length, 27);
  for (const cell of panel.cells) {
    const name = `${cell.recency}/${cell.frequency}/${cell.monetary}`;
    check.group(name, cell.figures, reference.cells[name]);
  }
  const summary = await call<{ customerCount?: string }>(shop, `${CUSTOMERS}/GetShopSummary`);
  check.equal('customers with any row', Number(summary.customerCount ?? 0), reference.customers_with_any_row);
  for (const [userId, example] of Object.entries(reference.examples))
    await compareCustomer(shop, userId, example, at, check);
  const { took: _took, ...stable } = JSON.parse(
    JSON.stringify({ ...panel, tookMs: 0, freshTime: '', took: 0 }),
  );
  return { compared: check.count, different: check.different, panel: JSON.stringify(stable) };
}

async function compareCustomer(
  shop: RunningShop,
  userId: string,
  example: ReferenceRfm['examples'][string],
  at: string,
  check: Checks,
): Promise<void> {
  const { customer } = await call<{ customer: { customerId: string } }>(shop, `${CUSTOMERS}/GetCustomer`, {
    userId,
  });
  const scores = await call<CustomerScores>(shop, `${SCORING}/GetCustomerScores`, {
    customerId: customer.customerId,
    at,
  });
  const rfm = scores.schemes?.find((scheme) => scheme.schemeId === 'default')?.rfm;
  check.equal(`${userId} cell`, rfm?.cell, example.cell);
  check.equal(`${userId} orders`, Number(rfm?.orders ?? 0), example.orders);
  check.equal(`${userId} net`, Number(rfm?.netMinor ?? 0), example.net_minor);
  check.equal(`${userId} first order`, Date.parse(rfm?.firstOrderTime ?? ''), londonTime(example.first));
  check.equal(`${userId} last order`, Date.parse(rfm?.lastOrderTime ?? ''), londonTime(example.last));
}

/** The instant of a London wall-clock time: the offset is that which London shows for it. */
function londonTime(wallClock: string): number {
  const asUtc = Date.parse(`${wallClock.replace(' ', 'T')}Z`);
  const hour = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    timeZoneName: 'longOffset',
  }).format(asUtc);
  return asUtc - (hour.includes('+01:00') ? 3_600_000 : 0);
}

class Checks {
  count = 0;
  readonly different: string[] = [];

  equal(name: string, actual: unknown, expected: unknown): void {
    this.count += 1;
    if (actual !== expected) this.different.push(`${name}: ${String(actual)} instead of ${String(expected)}`);
  }

  /** A group that the reference does not name must be empty. */
  group(
    name: string,
    actual: Figures | undefined,
    expected: ReferenceGroup = { customers: 0, orders: 0, net_minor: 0 },
  ): void {
    this.equal(`${name} customers`, Number(actual?.customers ?? 0), expected.customers);
    this.equal(`${name} orders`, Number(actual?.orders ?? 0), expected.orders);
    this.equal(`${name} net`, Number(actual?.netMinor ?? 0), expected.net_minor);
  }
}
