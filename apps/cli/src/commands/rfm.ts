import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type CellFigures,
  type ClassFigures,
  type GetRfmPanelResponse,
  GetRfmPanelResponseSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { formatCount, formatMoney, formatTime } from '../output/format.ts';
import { writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Command } from './command.ts';

export interface RfmOptions {
  scheme?: string;
  at?: Date;
  /** Lists the 27 cells, too. */
  cells?: boolean;
}

const FIGURES = [
  { title: 'customers', right: true },
  { title: 'orders', right: true },
  { title: 'net', right: true },
];

function figureTexts(figures: ClassFigures['figures'], currency: string): string[] {
  return [
    formatCount(figures?.customers ?? 0n),
    formatCount(figures?.orders ?? 0n),
    formatMoney(figures?.netMinor ?? 0n, currency),
  ];
}

function classesTable(terminal: Terminal, panel: GetRfmPanelResponse): string {
  const rows = (['recency', 'frequency', 'monetary'] as const).flatMap((dimension) =>
    panel[dimension].map((entry, place) => [
      place === 0 ? dimension : '',
      entry.class,
      ...figureTexts(entry.figures, panel.currency),
    ]),
  );
  return renderTable(terminal, [{ title: 'dimension' }, { title: 'class' }, ...FIGURES], rows);
}

function cellsTable(terminal: Terminal, cells: readonly CellFigures[], currency: string): string {
  const columns = [{ title: 'recency' }, { title: 'frequency' }, { title: 'monetary' }, ...FIGURES];
  const rows = cells.map((cell) => [
    cell.recency,
    cell.frequency,
    cell.monetary,
    ...figureTexts(cell.figures, currency),
  ]);
  return renderTable(terminal, columns, rows);
}

/** Shows the RFM panel at an instant. */
export const rfm: Command<RfmOptions> = async ({ connection, terminal, signal }, options) => {
  const panel = await connection.client(ScoringService).getRfmPanel(
    {
      schemeId: options.scheme ?? '',
      ...(options.at ? { at: timestampFromDate(options.at) } : {}),
    },
    { signal },
  );
  if (terminal.json) {
    writeJson(terminal, GetRfmPanelResponseSchema, panel);
    return EXIT.ok;
  }
  const [customers = '', orders = '', net = ''] = figureTexts(panel.total, panel.currency);
  const { bold, dim } = terminal.colors;
  terminal.out(`${bold(customers)} customers with ${bold(orders)} orders, ${bold(net)} net`);
  terminal.out(
    dim(
      `scheme ${panel.schemeId}, at ${formatTime(panel.at)} UTC, ${formatCount(panel.customersWithoutOrder)} without an order`,
    ),
  );
  terminal.out(classesTable(terminal, panel));
  if (options.cells) terminal.out(cellsTable(terminal, panel.cells, panel.currency));
  return EXIT.ok;
};
