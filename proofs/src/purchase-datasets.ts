import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { mergeSameDay, type PurchaseDays } from '@perennial/models';
import { type Figure, measured } from './proof.ts';
import { REPOSITORY } from './shop-process.ts';

const DATASETS = process.env['PERENNIAL_DATASETS'] ?? join(REPOSITORY, '..', 'shared', 'datasets');
const DAY_MS = 86_400_000;
const REFERENCE = 'reference-predictions.json';

export type CdnowFile = 'CDNOW_sample' | 'CDNOW_master';

/** What the proofs of predictions are held to; see its `recipe`. */
export interface ReferencePredictions {
  published_check: {
    cdnow_sample_39w: Record<'bg_nbd' | 'pareto_nbd' | 'gamma_gamma', { measured: Parameters }>;
  };
  evaluations: Record<string, ReferenceEvaluation>;
  season_multiplier_online_retail_ii_90d: { multiplier: number };
}

type Parameters = Record<string, number>;

export interface ReferenceEvaluation {
  customers: number;
  models: Record<string, { params?: Parameters; log_likelihood?: number }>;
}

/** Days since 1970 of a date written year-month-day. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** Figures of a proof whose data are not there: none, but its name and where it looked. */
export function skippedWithoutDatasets(proof: string): Figure[] | undefined {
  const needed = [REFERENCE, 'cdnow', 'online-retail-ii'].filter((name) => !existsSync(join(DATASETS, name)));
  if (needed.length === 0) return undefined;
  return [measured(`${proof} skipped`, `no ${needed.join(', ')} in ${DATASETS}; set PERENNIAL_DATASETS`)];
}

export function readReference(): ReferencePredictions {
  return JSON.parse(readFileSync(join(DATASETS, REFERENCE), 'utf8')) as ReferencePredictions;
}

/** CDNOW's purchases by customer and day; value in US dollars. */
export function readCdnow(file: CdnowFile): PurchaseDays {
  const columns = { customer: [] as number[], day: [] as number[], value: [] as number[] };
  // The sample has its own customer number as a second column.
  const shift = file === 'CDNOW_sample' ? 1 : 0;
  for (const line of unpack('cdnow', `${file}.txt.gz`).split('\n')) {
    const cells = line.trim().split(/\s+/);
    const date = cells[1 + shift];
    if (date === undefined || !/^\d{8}$/.test(date)) continue;
    columns.customer.push(Number(cells[0]));
    columns.day.push(dayOf(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`));
    columns.value.push(Number(cells[3 + shift]));
  }
  return mergeSameDay(columns);
}

/** Online Retail II by the reference's recipe: known customers, no cancellations, the overlap taken from the second sheet; pounds. */
export function readOnlineRetail(): PurchaseDays {
  const columns = { customer: [] as number[], day: [] as number[], value: [] as number[] };
  const sheets = [
    { file: 'year_2009-2010.csv.gz', untilDay: dayOf('2010-11-30') },
    { file: 'year_2010-2011.csv.gz', untilDay: Number.POSITIVE_INFINITY },
  ];
  for (const { file, untilDay } of sheets)
    for (const line of unpack('online-retail-ii', file).split('\n').slice(1)) {
      const sale = readSale(line);
      if (sale === undefined || sale.day > untilDay) continue;
      columns.customer.push(sale.customer);
      columns.day.push(sale.day);
      columns.value.push(sale.value);
    }
  return mergeSameDay(columns);
}

/** Of a line only the description may be quoted and hold commas: the others are counted from both ends. */
function readSale(line: string): { customer: number; day: number; value: number } | undefined {
  const invoice = line.slice(0, line.indexOf(','));
  // Quantity, time, price, customer and country, which is quoted only if it held a comma, which none does.
  const match = /,(-?\d+),(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d,(-?[\d.]+),(\d+),[^,]*$/.exec(line.trimEnd());
  if (match === null || /^[CA]/.test(invoice)) return undefined;
  const [quantity, price, customer] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (quantity <= 0 || price <= 0) return undefined;
  return { customer, day: dayOf(match[2] ?? ''), value: quantity * price };
}

function unpack(folder: string, file: string): string {
  return gunzipSync(readFileSync(join(DATASETS, folder, file))).toString('utf8');
}
