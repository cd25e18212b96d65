import type { ServiceImpl } from '@connectrpc/connect';
import type { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { tenantOf } from '@perennial/runtime';
import { csvRow } from '../domain/csv.ts';
import { exportColumn } from './export-columns.ts';
import { PREDICTION_COLUMNS } from './prediction-column.ts';
import { asOfRequest, type SegmentationContext } from './segmentation-context.ts';

const DEFAULT_COLUMNS = ['customer_id', 'email', 'orders', 'net', 'last_order'];
const ROWS_A_PIECE = 1_000;

export function exportHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'exportMembers'> {
  return {
    async *exportMembers(request, call) {
      const tenant = tenantOf(call);
      const asOf = asOfRequest(context, { at: request.at });
      const reading = await context.readings.open(tenant, request.audience, asOf);
      const { facts } = reading;
      const names = request.columns.length === 0 ? DEFAULT_COLUMNS : request.columns;
      const asksModel = names.some((name) => PREDICTION_COLUMNS.has(name));
      const forecaster = asksModel ? await context.readings.forecasterOf(tenant) : undefined;
      const columns = names.map((name) => exportColumn(name, { ...reading, forecaster, at: asOf.at }));
      const customers = await reading.members(call.signal);
      const totalCount = BigInt(customers.length);
      yield { csv: utf8(csvRow(names)), totalCount, doneCount: 0n };
      for (let start = 0; start < customers.length; start += ROWS_A_PIECE) {
        call.signal.throwIfAborted();
        const piece = customers.subarray(start, start + ROWS_A_PIECE);
        let rows = '';
        for (const customer of piece)
          rows += csvRow(columns.map((column) => column({ facts, customer, asOf })));
        yield { csv: utf8(rows), totalCount, doneCount: BigInt(start + piece.length) };
      }
    },
  };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
