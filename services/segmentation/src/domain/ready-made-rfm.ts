import { RFM_WORDS, type RfmPart } from '@perennial/conditions';
import { readyMadeId } from './ready-made-id.ts';
import type { ReadyMade } from './ready-made-segment.ts';

const PARTS: readonly RfmPart[] = ['recency', 'frequency', 'monetary', 'cell'];
const NONE = 'none';

/** The classes and the 27 cells of a scheme (RFM-2..4), and those in none, which is the same for each part. */
export function rfmSegments({ schemeId, name }: { schemeId: string; name: string }): ReadyMade[] {
  return PARTS.flatMap((part) =>
    RFM_WORDS[part]
      .filter((word) => part === 'cell' || word !== NONE)
      .map((word) => ({
        segmentId: readyMadeId('rfm', schemeId, part, ...word.split('/')),
        name: `${name || schemeId}: ${part} ${word}`.replaceAll('_', ' '),
        condition: { kind: 'rfm', schemeId, part, in: [word] },
      })),
  );
}
