import type { RfmPart } from '@perennial/conditions';
import type { ReadyMade } from './ready-made.ts';
import { readyMadeId } from './ready-made-id.ts';

const CLASSES = {
  recency: ['short', 'medium', 'long'],
  frequency: ['casual', 'regular', 'often'],
  monetary: ['saver', 'average', 'big_spender'],
} as const;
const NONE = 'none';

/** The classes and the 27 cells of a scheme (RFM-2..4), and those in none. */
export function rfmSegments({ schemeId, name }: { schemeId: string; name: string }): ReadyMade[] {
  const segment = (part: RfmPart, words: readonly string[], value: string): ReadyMade => ({
    segmentId: readyMadeId('rfm', schemeId, part, ...words),
    name: `${name || schemeId}: ${part === 'cell' ? words.join(', ') : `${part} ${value}`}`.replaceAll(
      '_',
      ' ',
    ),
    condition: { kind: 'rfm', schemeId, part, in: [value] },
  });
  const dimensions = ['recency', 'frequency', 'monetary'] as const;
  return [
    ...dimensions.flatMap((part) => CLASSES[part].map((word) => segment(part, [word], word))),
    ...cells().map((words) => segment('cell', words, words.join('/'))),
    segment('cell', [NONE], NONE),
  ];
}

function cells(): string[][] {
  return CLASSES.recency.flatMap((recency) =>
    CLASSES.frequency.flatMap((frequency) =>
      CLASSES.monetary.map((monetary) => [recency, frequency, monetary]),
    ),
  );
}
