import type { BandFigures } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import {
  type GetBaseSummaryResponse,
  GetBaseSummaryResponseSchema,
  GetMatrixResponseSchema,
  PredictionService,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { moneyOrDash, tellBasis, tellMissing } from './prediction-text.ts';

const FIGURES = ['customers', 'net', 'expected value'].map((title) => ({ title, right: true }));

/** Shows patterns and predictions of the whole base. */
export const showSummary: Command<object> = async ({ connection, terminal, signal }) => {
  const summary = await connection.client(PredictionService).getBaseSummary({}, { signal });
  if (terminal.json) writeJson(terminal, GetBaseSummaryResponseSchema, summary);
  else tellSummary(terminal, summary);
  return EXIT.ok;
};

function tellSummary(terminal: Terminal, summary: GetBaseSummaryResponse): void {
  const currency = summary.basis?.currency ?? '';
  const days = summary.meanDaysBetweenPurchases;
  const rows = [
    ['customers with a purchase', formatCount(summary.customers)],
    ['with more than one', formatCount(summary.repeatCustomers)],
    ['purchases', `${formatCount(summary.purchases)}, ${summary.meanPurchases.toFixed(2)} a customer`],
    ['days from one to the next', days?.toFixed(1) ?? '–'],
    ['mean purchase', formatMoney(summary.meanPurchaseMinor, currency)],
    ['mean expected value', moneyOrDash(summary.meanValueMinor, currency)],
    ['expected value of all', moneyOrDash(summary.valueMinor, currency)],
    ['expected purchases', summary.expectedPurchases?.toFixed(0) ?? '–'],
  ];
  terminal.out(renderTable(terminal, [{ title: '' }, { title: '', right: true }], rows));
  tellMissing(terminal, summary.missing);
  if (summary.churnBands.length > 0) {
    const bands = summary.churnBands.map((figures) => [figures.band, ...figureTexts(figures, currency)]);
    terminal.out(renderTable(terminal, [{ title: 'churn' }, ...FIGURES], bands));
  }
  tellBasis(terminal, summary.basis);
}

/** Shows purchase probability against churn risk. */
export const showMatrix: Command<object> = async ({ connection, terminal, signal }) => {
  const matrix = await connection.client(PredictionService).getMatrix({}, { signal });
  if (terminal.json) {
    writeJson(terminal, GetMatrixResponseSchema, matrix);
    return EXIT.ok;
  }
  tellMissing(terminal, matrix.missing);
  if (matrix.missing.length > 0) return EXIT.ok;
  const currency = matrix.basis?.currency ?? '';
  const rows = matrix.cells.flatMap(({ purchaseBand, figures }) =>
    figures === undefined || figures.customers === 0n
      ? []
      : [[purchaseBand, figures.band, ...figureTexts(figures, currency)]],
  );
  terminal.out(renderTable(terminal, [{ title: 'probability' }, { title: 'churn' }, ...FIGURES], rows));
  tellBasis(terminal, matrix.basis);
  return EXIT.ok;
};

function figureTexts({ customers, netMinor, valueMinor }: BandFigures, currency: string): string[] {
  return [formatCount(customers), formatMoney(netMinor, currency), moneyOrDash(valueMinor, currency)];
}
