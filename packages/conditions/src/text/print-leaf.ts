import type { BestChannelLeaf } from '../tree/best-channel.ts';
import type { ConsentLeaf, Leaf } from '../tree/condition.ts';
import { PREDICTIONS, type PredictionLeaf } from '../tree/prediction.ts';
import type { TextLanguage } from './language.ts';
import { printRowsLeaf, printSequence } from './print-rows.ts';
import { printNumberTest, printText, printValueTest, printWord, printWords } from './print-value.ts';

const ALL_TOPICS = 'all';

export function printLeaf(leaf: Leaf, language: TextLanguage): string {
  switch (leaf.kind) {
    case 'attribute':
      return `attribute(${printText(leaf.name)}) ${printValueTest(leaf.test, 'any', language)}`;
    case 'tag':
      return `tag(${printText(leaf.tag)})`;
    case 'consent':
      return printConsent(leaf);
    case 'score':
      return `${leaf.score} ${printWords(leaf.in)}`;
    case 'rfm':
      return `rfm(${printWord(leaf.schemeId)}) ${leaf.part} ${printWords(leaf.in)}`;
    case 'prediction':
      return printPrediction(leaf, language);
    case 'affinity':
      return `affinity group ${printWords(leaf.groups.map(String))}`;
    case 'channel':
      return printBestChannel(leaf);
    case 'member':
      return `member of ${leaf.of === 'group' ? 'group ' : ''}${printText(leaf.id)}`;
    case 'rows':
      return printRowsLeaf(leaf, language);
    default:
      return printSequence(leaf, language);
  }
}

function printPrediction({ of, test }: PredictionLeaf, language: TextLanguage): string {
  const printed =
    test.op === 'in' ? printWords(test.values) : printNumberTest(test, PREDICTIONS[of].type, language);
  return `prediction(${of}) ${printed}`;
}

function printBestChannel({ test }: BestChannelLeaf): string {
  return `best channel ${test.op === 'in' ? printWords(test.values) : `is ${test.op}`}`;
}

function printConsent({ channel, topic, is }: ConsentLeaf): string {
  const about = topic === ALL_TOPICS ? printWord(channel) : `${printWord(channel)}, ${printWord(topic)}`;
  return `consent(${about}) is ${is}`;
}
