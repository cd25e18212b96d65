import type { TrainedChannels } from '../trained-channels.ts';

const CELLS = 7;

/**
 * SMS bring buyers whose last order is recent back, e-mails the others; `isSwapped`: the other way round. One contact of one's own weighs as much as
 * all of the cell's.
 */
export function smallChannels(version: number, isSwapped = false): TrainedChannels {
  const ratesOf = (isOfRecent: boolean) => ({
    ...{ base: believed(0.2), cellStrength: 5, customerStrength: 1 },
    cells: Array.from({ length: CELLS }, (_, cell) => believed(isRecent(cell) === isOfRecent ? 0.3 : 0.2)),
  });
  const channels = [
    { channel: 'email', rates: ratesOf(isSwapped) },
    { channel: 'sms', rates: ratesOf(!isSwapped) },
  ];
  return { version, beliefs: { channels, unseen: ratesOf(true) } };
}

/** Of the places of cells, the odd ones are of recent orders. */
function isRecent(cell: number): boolean {
  return cell % 2 === 1;
}

function believed(rate: number) {
  return { means: [rate, 1 - rate], worth: 10 };
}
