import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  type Evidence,
  type ExplainCustomerResponse,
  ExplainCustomerResponseSchema,
  type NodeVerdict,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatMoney, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';
import { findCustomer, type NamedCustomer } from '../find-customer.ts';
import { type NamedAudience, readAudience } from './named-audience.ts';

export interface ExplainOptions extends NamedAudience {
  customer: NamedCustomer;
  at?: Date;
}

/** Rows of evidence shown at a node. */
const EVIDENCE_SHOWN = 5;

function evidenceText(evidence: Evidence, currency: string): string {
  const { kind, role, time, orderKey, productId, quantity, amountMinor, eventType, page, query } = evidence;
  const parts = [
    formatTime(time),
    role === 'match' ? kind : `${kind} (${role})`,
    ...[eventType, orderKey, productId, page, query, evidence.source],
    quantity === 0n ? '' : `× ${quantity}`,
    amountMinor === 0n ? '' : formatMoney(amountMinor, currency),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const MS_PER_SECOND = 1000;
const MS_PER_DAY = 86_400_000;

/** Why a prediction, a group or a channel says nothing. */
const MISSING: Readonly<Record<string, string>> = {
  model: 'no model is trained yet',
  purchases: 'no purchase yet',
  spend_model: 'too few purchases to fit spend',
  groups: 'no groups are learned yet',
  distinct_products: 'too few different products bought by the time groups were learned',
  channel_model: 'no model of channels is trained yet',
  channel_consent: 'the customer allows no channel',
};

function durationText(ms: number): string {
  return ms >= MS_PER_DAY && ms % MS_PER_DAY === 0 ? `${ms / MS_PER_DAY} days` : `${ms / MS_PER_SECOND} s`;
}

function actualText(node: NodeVerdict, currency: string): string {
  const { actual, actualTime, actualText: text, unit } = node;
  if (actualTime !== undefined) return formatTime(actualTime);
  if (node.missing !== '') return MISSING[node.missing] ?? `no ${node.missing}`;
  if (text !== undefined || actual === undefined) return text ?? '';
  if (unit === 'money') return formatMoney(BigInt(Math.round(actual)), currency);
  if (unit === 'share') return `${(100 * actual).toFixed(1)} %`;
  return unit === 'duration' ? durationText(actual) : String(actual);
}

function nodeRows(node: NodeVerdict, currency: string): string[][] {
  const indent = '  '.repeat(node.depth);
  const shown = node.evidence.slice(0, EVIDENCE_SHOWN);
  const hidden = node.evidenceCount - BigInt(shown.length);
  return [
    [node.holds ? '✓' : '✗', `${indent}${node.label}`, actualText(node, currency)],
    ...shown.map((evidence) => ['', `${indent}  · ${evidenceText(evidence, currency)}`, '']),
    ...(hidden > 0n ? [['', `${indent}  · ${formatCount(hidden)} more`, '']] : []),
  ];
}

function showReasons(terminal: Terminal, answer: ExplainCustomerResponse): void {
  const { green, red, dim } = terminal.colors;
  const verdict = answer.member ? green('is in it') : red('is not in it');
  const since = answer.since ? ` since ${formatTime(answer.since)} UTC` : '';
  const until = answer.validUntil
    ? `, until ${formatTime(answer.validUntil)} UTC if nothing happens`
    : ', for ever if nothing happens';
  terminal.out(`${verdict}${dim(since + until)}`);
  const columns = [{ title: '' }, { title: 'condition' }, { title: 'actual', right: true }];
  const rows = answer.nodes.flatMap((node) => nodeRows(node, answer.currency));
  terminal.out(renderTable(terminal, columns, rows));
}

/** Says why a customer is in it or not. */
export const explainCustomer: Command<ExplainOptions> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const audience = await readAudience(options);
  const { customer } = await findCustomer(context, options.customer);
  const answer = await connection.client(SegmentationService).explainCustomer(
    {
      audience,
      customerId: customer?.customerId ?? options.customer.id,
      ...(options.at ? { at: timestampFromDate(options.at) } : {}),
    },
    { signal },
  );
  if (terminal.json) writeJson(terminal, ExplainCustomerResponseSchema, answer);
  else showReasons(terminal, answer);
  return EXIT.ok;
};
