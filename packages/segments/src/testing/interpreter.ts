import type { ChannelBeliefs } from '@perennial/channel-choice';
import { attributeTest, type Condition, type ConsentLeaf } from '@perennial/conditions';
import type { AttributeValue } from '@perennial/facts';
import type { Forecaster } from '@perennial/forecasts';
import type { LearnedGroups } from '../groups/facts-groups.ts';
import type { MemberReader, ScoreReader } from '../readers.ts';
import { interpretAffinity } from './interpret-affinity.ts';
import { interpretChannel } from './interpret-channel.ts';
import { interpretPrediction } from './interpret-prediction.ts';
import { type Asked, interpretRows, interpretSequence } from './interpret-rows.ts';

export interface InterpreterContext extends Asked {
  scores: ScoreReader;
  members: MemberReader;
  forecaster?: Forecaster | undefined;
  learned?: LearnedGroups | undefined;
  beliefs?: ChannelBeliefs | undefined;
}

/** The verdict of a node; `path` leads to it from the root: `all[1].not`. */
export interface NodeVerdict {
  path: string;
  verdict: boolean;
}

/** The slow, obvious reader of a condition: every other reader is held to it. It shares with them only windows and tests of values. */
export function interpret(condition: Condition, context: InterpreterContext): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => interpret(part, context));
    case 'any':
      return condition.of.some((part) => interpret(part, context));
    case 'not':
      return !interpret(condition.of, context);
    case 'rows':
      return interpretRows(condition, context);
    case 'sequence':
      return interpretSequence(condition, context);
    case 'prediction':
      return interpretPrediction(condition, context, context.forecaster);
    case 'affinity':
      return interpretAffinity(condition, context, context.learned);
    case 'channel':
      return interpretChannel(condition, context, context.beliefs);
    default:
      return interpretProfile(condition, context);
  }
}

/** Verdicts of all nodes, the root first. */
export function interpretNodes(condition: Condition, context: InterpreterContext, path = ''): NodeVerdict[] {
  const below = (part: Condition, step: string): NodeVerdict[] =>
    interpretNodes(part, context, path === '' ? step : `${path}.${step}`);
  const own = { path, verdict: interpret(condition, context) };
  if (condition.kind === 'not') return [own, ...below(condition.of, 'not')];
  if (condition.kind !== 'all' && condition.kind !== 'any') return [own];
  const { kind, of } = condition;
  return [own, ...of.flatMap((part, i) => below(part, `${kind}[${i}]`))];
}

type ProfileLeaf = Exclude<
  Condition,
  { kind: 'all' | 'any' | 'not' | 'rows' | 'sequence' | 'prediction' | 'affinity' | 'channel' }
>;

function interpretProfile(leaf: ProfileLeaf, context: InterpreterContext): boolean {
  const { facts, customer, asOf, zone, scores, members } = context;
  switch (leaf.kind) {
    case 'attribute': {
      const value = ownValue(facts.attributesOf(customer, asOf), leaf.name);
      return attributeTest(leaf.test, { atMs: asOf.at, zone })(value);
    }
    case 'tag':
      return tagsOf(ownValue(facts.attributesOf(customer, asOf), 'tags')).includes(leaf.tag);
    case 'consent':
      return consentOf(leaf, facts.attributesOf(customer, asOf)) === leaf.is;
    case 'score':
      return leaf.in.includes(scores.codeOf(customer, asOf, leaf.score));
    case 'rfm': {
      const { schemeId, part } = leaf;
      return leaf.in.includes(scores.codeOf(customer, asOf, { schemeId, part }));
    }
    case 'member':
      return members.isMember(customer, asOf, leaf.of, leaf.id);
  }
}

function ownValue(values: Record<string, AttributeValue>, name: string): AttributeValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Tags come as a list, kept as JSON; a text that is none is one tag. */
function tagsOf(value: AttributeValue | undefined): unknown[] {
  if (typeof value !== 'string') return [];
  try {
    const tags: unknown = JSON.parse(value);
    return Array.isArray(tags) ? tags : [value];
  } catch {
    return [value];
  }
}

function consentOf({ channel, topic }: ConsentLeaf, values: Record<string, AttributeValue>): string {
  const said = ownValue(values, `consent.${channel}.${topic}`) ?? ownValue(values, `consent.${channel}.all`);
  if (typeof said !== 'boolean') return 'unknown';
  return said ? 'granted' : 'denied';
}
