import {
  ListPredictionsResponseSchema,
  PredictionService,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { moneyOrDash, percent, tellBasis, tellMissing } from './prediction-text.ts';

export interface ListOptions {
  orderBy?: string;
  churnBand?: string;
  purchaseBand?: string;
  limit: number;
  pageToken?: string;
}

const COLUMNS = [
  { title: 'customer' },
  { title: 'purchase', right: true },
  { title: 'churn', right: true },
  { title: 'band' },
  { title: 'expected', right: true },
  { title: 'value', right: true },
  { title: 'purchases', right: true },
  { title: 'net', right: true },
  { title: 'last' },
  { title: 'mark' },
  { title: 'trust' },
];

/** Lists customers by what is expected of them. */
export const listPredictions: Command<ListOptions> = async ({ connection, terminal, signal }, options) => {
  const { orderBy = '', churnBand = '', purchaseBand = '', limit: pageSize, pageToken = '' } = options;
  const page = await connection
    .client(PredictionService)
    .listPredictions({ orderBy, churnBand, purchaseBand, pageSize, pageToken }, { signal });
  if (terminal.json) {
    writeJson(terminal, ListPredictionsResponseSchema, page);
    return EXIT.ok;
  }
  tellMissing(terminal, page.missing);
  if (page.missing.length > 0) return EXIT.ok;
  const currency = page.basis?.currency ?? '';
  const rows = page.predictions.map((each) => [
    each.customerId,
    percent(each.purchaseProbability),
    percent(each.churnRisk),
    each.churnBand,
    each.expectedPurchases.toFixed(2),
    moneyOrDash(each.valueMinor, currency),
    formatCount(each.purchases),
    formatMoney(each.netMinor, currency),
    each.lastPurchaseDate,
    each.mark,
    each.trust,
  ]);
  terminal.out(renderTable(terminal, COLUMNS, rows));
  terminal.out(terminal.colors.dim(`${formatCount(page.totalCount)} customers`));
  tellBasis(terminal, page.basis);
  if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  return EXIT.ok;
};
