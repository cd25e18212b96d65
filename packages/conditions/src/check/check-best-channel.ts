import type { BestChannelLeaf } from '../tree/best-channel.ts';
import { CONTACT_CHANNELS } from '../tree/words.ts';
import { checkWords } from './check-texts.ts';
import type { Findings } from './condition-problem.ts';

/** Channels by which customers can be addressed. */
export function checkBestChannel({ test }: BestChannelLeaf, findings: Findings): void {
  if (test.op === 'in') checkWords(test.values, CONTACT_CHANNELS, findings.at('test').at('values'));
}
