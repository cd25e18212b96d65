import type { FactRecord, LineRecord } from './record.ts';

const MAX_QUANTITY = 0x7fff_ffff;

/**
 * Refuses what the columns cannot hold exactly; everything else is the sender's to decide.
 * @throws RangeError naming the field.
 */
export function checkRecord(record: FactRecord): void {
  if (record.kind === 'node-moved') {
    checkWhole(record.kind, 'generation', record.generation);
    return;
  }
  checkWhole(record.kind, 'time', record.time);
  checkWhole(record.kind, 'recordedTime', record.recordedTime);
  if (record.kind === 'order') {
    checkWhole(record.kind, 'netMinor', record.netMinor);
    checkVersioned(record.kind, record.version.updatedTime, record.lines);
  } else if (record.kind === 'refund') {
    checkWhole(record.kind, 'amountMinor', record.amountMinor);
    checkVersioned(record.kind, record.version.updatedTime, record.lines);
  } else if (record.kind === 'event') {
    checkWhole(record.kind, 'durationMs', record.durationMs);
  }
}

function checkVersioned(kind: string, updatedTime: number, lines: readonly LineRecord[]): void {
  checkWhole(kind, 'version.updatedTime', updatedTime);
  let pieces = 0;
  for (const line of lines) {
    checkWhole(kind, 'lines.amountMinor', line.amountMinor);
    checkWhole(kind, 'lines.quantity', line.quantity);
    pieces += Math.abs(line.quantity);
  }
  if (pieces > MAX_QUANTITY)
    throw new RangeError(`${kind}: lines.quantity is over ${MAX_QUANTITY} pieces in all`);
}

function checkWhole(kind: string, field: string, value: number): void {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${kind}: ${field} must be a whole number below 2^53, not ${value}`);
}
