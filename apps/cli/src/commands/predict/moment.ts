import type { Moment, SlotChoice } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import {
  ChannelService,
  GetCustomerMomentResponseSchema,
  type GetMomentSummaryResponse,
  GetMomentSummaryResponseSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { findCustomer } from '../find-customer.ts';
import { hourText, shareText, surenessText, weekdayText } from './channel-text.ts';
import { percent, tellMissing } from './prediction-text.ts';

const MOMENT_COLUMNS = [
  { title: '' },
  { title: 'best' },
  { title: "share of the customer's moments" },
  { title: 'how sure' },
  { title: 'own moments', right: true },
  { title: 'own weight', right: true },
];
/** Of the longest bar. */
const BAR_WIDTH = 40;

/** Shows when one customer is best written to, or when all are there. */
export const showMoment: Command<{ id?: string }> = async (context, { id }) => {
  const { connection, terminal, signal } = context;
  const client = connection.client(ChannelService);
  if (id === undefined) {
    const summary = await client.getMomentSummary({}, { signal });
    if (terminal.json) writeJson(terminal, GetMomentSummaryResponseSchema, summary);
    else tellSummary(terminal, summary);
    return EXIT.ok;
  }
  const { customer } = await findCustomer(context, { id });
  const answer = await client.getCustomerMoment({ customerId: customer?.customerId ?? '' }, { signal });
  if (terminal.json) writeJson(terminal, GetCustomerMomentResponseSchema, answer);
  else {
    tellMissing(terminal, answer.missing);
    if (answer.moment !== undefined) tellMoment(terminal, answer.moment);
  }
  return EXIT.ok;
};

function tellMoment(terminal: Terminal, { hour, weekday, nextTime, timeZone }: Moment): void {
  const rows = [...slotRow('day', weekday, weekdayText), ...slotRow('hour', hour, hourText)];
  terminal.out(renderTable(terminal, MOMENT_COLUMNS, rows));
  terminal.out(`next on ${terminal.colors.bold(formatTime(nextTime))} UTC (by the clock of ${timeZone})`);
}

function slotRow(
  title: string,
  choice: SlotChoice | undefined,
  textOf: (slot: number) => string,
): string[][] {
  if (choice === undefined) return [];
  const { slot, share, ownInSlot, ownInAll, ownWeight } = choice;
  const own = `${formatCount(ownInSlot)} of ${formatCount(ownInAll)}`;
  return [[title, textOf(slot), shareText(share), surenessText(choice), own, percent(ownWeight)]];
}

function tellSummary(
  terminal: Terminal,
  { hours, weekdays, customers, moments, timeZone }: GetMomentSummaryResponse,
): void {
  terminal.out(barTable(terminal, 'day', weekdays, weekdayText));
  terminal.out(barTable(terminal, 'hour', hours, hourText));
  terminal.out(
    terminal.colors.dim(
      `${formatCount(moments)} hours of ${formatCount(customers)} customers in a year, by the clock of ${timeZone}`,
    ),
  );
}

function barTable(
  terminal: Terminal,
  title: string,
  shares: readonly number[],
  textOf: (slot: number) => string,
): string {
  const most = Math.max(...shares);
  const rows = shares.map((share, slot) => [
    textOf(slot),
    percent(share),
    '▇'.repeat(Math.round((BAR_WIDTH * share) / most)),
  ]);
  return renderTable(terminal, [{ title }, { title: 'share', right: true }, { title: '' }], rows);
}
