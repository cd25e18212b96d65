import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type ForecastAudienceResponse,
  ForecastAudienceResponseSchema,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { tellMissingSources } from './missing-note.ts';
import { type NamedAudience, readAudience } from './named-audience.ts';

export interface ForecastOptions extends NamedAudience {
  at?: Date;
}

/** Shows what to expect of the members. */
export const forecastSegment: Command<ForecastOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { at } = options;
  const audience = await readAudience(options);
  const request = { audience, ...(at ? { at: timestampFromDate(at) } : {}) };
  const forecast = await connection.client(SegmentationService).forecastAudience(request, { signal });
  if (terminal.json) writeJson(terminal, ForecastAudienceResponseSchema, forecast);
  else showForecast(terminal, forecast);
  return EXIT.ok;
};

function showForecast(terminal: Terminal, forecast: ForecastAudienceResponse): void {
  const { customers, buyers, currency, churnBands, basis } = forecast;
  const money = (minor: bigint | undefined) => (minor === undefined ? '–' : formatMoney(minor, currency));
  if (churnBands.length === 0) {
    // Without a model nobody was asked for purchases.
    terminal.out(`${formatCount(customers)} customers`);
    tellMissingSources(terminal, basis);
    return;
  }
  terminal.out(`${formatCount(customers)} customers, ${formatCount(buyers)} of whom have bought`);
  tellMissingSources(terminal, basis);
  const rows = [
    [`will buy within ${forecast.purchaseHorizonDays} days`, forecast.expectedBuyers.toFixed(1)],
    [`will not buy within ${forecast.churnHorizonDays} days`, forecast.expectedChurners.toFixed(1)],
    [`purchases within ${forecast.churnHorizonDays} days`, forecast.expectedPurchases.toFixed(1)],
    [`value within ${forecast.valueHorizonDays} days`, money(forecast.valueMinor)],
  ];
  terminal.out(renderTable(terminal, [{ title: 'expected' }, { title: '', right: true }], rows));
  const columns = ['customers', 'purchases', 'value'].map((title) => ({ title, right: true }));
  const bands = churnBands.map(({ band, customers: count, expectedPurchases, valueMinor }) => [
    band.replace('_', ' '),
    formatCount(count),
    expectedPurchases.toFixed(1),
    money(valueMinor),
  ]);
  terminal.out(renderTable(terminal, [{ title: 'churn risk' }, ...columns], bands));
  terminal.out(terminal.colors.dim(`at ${formatTime(basis?.at)} UTC`));
}
