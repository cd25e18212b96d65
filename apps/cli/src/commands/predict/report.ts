import {
  GetReportResponseSchema,
  PredictionService,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import type { Baseline, Report } from '@perennial/contracts/gen/perennial/prediction/v1/report_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { percent, tellMissing } from './prediction-text.ts';

/** Shows how a version did on the shop's own last weeks. */
export const showReport: Command<{ version?: number }> = async (
  { connection, terminal, signal },
  { version = 0 },
) => {
  const answer = await connection.client(PredictionService).getReport({ version }, { signal });
  if (terminal.json) {
    writeJson(terminal, GetReportResponseSchema, answer);
    return EXIT.ok;
  }
  tellMissing(terminal, answer.missing);
  if (answer.report !== undefined) tellReport(terminal, answer.version, answer.report);
  return EXIT.ok;
};

function tellReport(terminal: Terminal, version: number, report: Report): void {
  const { bold, dim } = terminal.colors;
  terminal.out(bold(`version ${version}: ${report.holdoutDays} days after ${report.observedUntil}`));
  terminal.out(
    dim(
      `${formatCount(report.customers)} customers known by then, ${formatCount(report.buyers)} of them bought`,
    ),
  );
  terminal.out(waysTable(terminal, report));
  terminal.out(bold('purchases by earlier repeats'));
  terminal.out(frequencyTable(terminal, report));
  terminal.out(bold('churn bands'));
  terminal.out(bandTable(terminal, report));
}

function waysTable(terminal: Terminal, { auc, errors, brier, baselines }: Report): string {
  const columns = [
    { title: 'ranked by' },
    ...['AUC', 'RMSE', 'predicted/actual', 'Brier'].map((title) => ({ title, right: true })),
  ];
  const model = [
    'model',
    auc === undefined ? '–' : `${auc.value.toFixed(3)} (${auc.low.toFixed(3)}–${auc.high.toFixed(3)})`,
    errors?.rootMeanSquare.toFixed(3) ?? '–',
    errors?.predictedOverActual?.toFixed(3) ?? '–',
    brier?.score.toFixed(4) ?? '–',
  ];
  return renderTable(terminal, columns, [model, ...baselines.map(baselineRow)]);
}

function baselineRow({ name, auc, errors }: Baseline): string[] {
  return [
    name,
    auc?.toFixed(3) ?? '–',
    errors?.rootMeanSquare.toFixed(3) ?? '–',
    errors?.predictedOverActual?.toFixed(3) ?? '–',
    '–',
  ];
}

function frequencyTable(terminal: Terminal, { byFrequency }: Report): string {
  const columns = ['repeats', 'customers', 'predicted', 'actual'].map((title) => ({ title, right: true }));
  const rows = byFrequency.map((group) => [
    `${group.repeatPurchases}${group.andMore ? '+' : ''}`,
    formatCount(group.customers),
    group.meanPredicted.toFixed(2),
    group.meanActual.toFixed(2),
  ]);
  return renderTable(terminal, columns, rows);
}

function bandTable(terminal: Terminal, { bands }: Report): string {
  const columns = [
    { title: 'band' },
    ...['customers', 'predicted churn', 'actual'].map((title) => ({ title, right: true })),
  ];
  const rows = bands.map(({ band, customers, meanPredicted, shareChurned }) => [
    band,
    formatCount(customers),
    percent(meanPredicted),
    percent(shareChurned),
  ]);
  return renderTable(terminal, columns, rows);
}
