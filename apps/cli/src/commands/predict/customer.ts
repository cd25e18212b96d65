import {
  type GetCustomerPredictionResponse,
  GetCustomerPredictionResponseSchema,
  PredictionService,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatMoney } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { findCustomer, type NamedCustomer } from '../find-customer.ts';
import { inputRows } from './input-rows.ts';
import { moneyOrDash, percent, tellBasis, tellMissing } from './prediction-text.ts';
import { trustText } from './trust-text.ts';

/** Shows everything predicted of one customer. */
export const predictCustomer: Command<NamedCustomer> = async (context, named) => {
  const { connection, terminal, signal } = context;
  const { customer } = await findCustomer(context, named);
  const customerId = customer?.customerId ?? '';
  const answer = await connection.client(PredictionService).getCustomerPrediction({ customerId }, { signal });
  if (terminal.json) writeJson(terminal, GetCustomerPredictionResponseSchema, answer);
  else tellCustomer(terminal, answer);
  return EXIT.ok;
};

function tellCustomer(terminal: Terminal, answer: GetCustomerPredictionResponse): void {
  const { inputs, basis, missing } = answer;
  const currency = basis?.currency ?? '';
  tellMissing(terminal, missing);
  tellPrediction(terminal, answer, currency);
  if (inputs === undefined) return;
  const columns = [{ title: 'made from' }, { title: '' }];
  terminal.out(renderTable(terminal, columns, inputRows(inputs, currency)));
}

function tellPrediction(terminal: Terminal, answer: GetCustomerPredictionResponse, currency: string): void {
  const { prediction, nextPurchase, valueInterval, trust, basis } = answer;
  if (prediction === undefined) return;
  const within =
    valueInterval === undefined
      ? ''
      : ` (${formatMoney(valueInterval.lowMinor, currency)} to ${formatMoney(valueInterval.highMinor, currency)})`;
  const next =
    nextPurchase?.date === ''
      ? 'not likely ever'
      : `${nextPurchase?.date} (${nextPurchase?.earliestDate} to ${nextPurchase?.latestDate || 'never'})`;
  const rows = [
    [
      'purchases',
      `${prediction.purchases}, ${formatMoney(prediction.netMinor, currency)}, last on ${prediction.lastPurchaseDate}`,
    ],
    ['purchase probability', `${percent(prediction.purchaseProbability)} (${prediction.purchaseBand})`],
    ['churn risk', `${percent(prediction.churnRisk)} (${prediction.churnBand})`],
    ['expected purchases', prediction.expectedPurchases.toFixed(2)],
    ['next purchase', next],
    ['value', `${moneyOrDash(prediction.valueMinor, currency)}${within}`],
    ['mark', prediction.mark || '–'],
    ['trust', trust === undefined ? '–' : trustText(trust)],
  ];
  terminal.out(renderTable(terminal, [{ title: '' }, { title: prediction.customerId }], rows));
  tellBasis(terminal, basis);
}
