import type { BestChannelLeaf } from './best-channel.ts';
import type { PredictionLeaf } from './prediction.ts';
import type { RowsLeaf, SequenceLeaf } from './rows.ts';
import type { ValueTest } from './value-test.ts';

/** A question about a customer at an instant. docs/segments.md says what each leaf means; `checkCondition` what is refused. */
export type Condition = AllCondition | AnyCondition | NotCondition | Leaf;

/** True when every part is; true without parts. */
export interface AllCondition {
  kind: 'all';
  of: readonly Condition[];
}

/** True when some part is; false without parts. */
export interface AnyCondition {
  kind: 'any';
  of: readonly Condition[];
}

export interface NotCondition {
  kind: 'not';
  of: Condition;
}

export type Leaf =
  | AttributeLeaf
  | TagLeaf
  | ConsentLeaf
  | ScoreLeaf
  | RfmLeaf
  | PredictionLeaf
  | AffinityLeaf
  | BestChannelLeaf
  | MemberLeaf
  | RowsLeaf
  | SequenceLeaf;

/** A trait of the profile, nested ones by path: `address.city`. */
export interface AttributeLeaf {
  kind: 'attribute';
  name: string;
  test: ValueTest;
}

/** The trait `tags` holds this tag. */
export interface TagLeaf {
  kind: 'tag';
  tag: string;
}

export type ConsentState = 'granted' | 'denied' | 'unknown';

/** What was said last about a channel and topic; topic `all` stands for every topic about which nothing else was said. */
export interface ConsentLeaf {
  kind: 'consent';
  channel: string;
  topic: string;
  is: ConsentState;
}

export type ScoreName = 'stage' | 'engagement' | 'trend';

/** A score that follows from the facts: funnel stage (CRM-3), level of engagement (CRM-5), trend (TRD-1..5). */
export interface ScoreLeaf {
  kind: 'score';
  score: ScoreName;
  in: readonly string[];
}

export type RfmPart = 'recency' | 'frequency' | 'monetary' | 'cell';

/** Class or cell (`short/often/saver`, `none`) in an RFM scheme. */
export interface RfmLeaf {
  kind: 'rfm';
  schemeId: string;
  part: RfmPart;
  in: readonly string[];
}

/** In one of these groups of customers who buy alike, by number from 1 on, when the groups in force were learned (SEG-5). */
export interface AffinityLeaf {
  kind: 'affinity';
  groups: readonly number[];
}

/** Member of another segment, or of any segment of a group (RFM-20, SEG-12). */
export interface MemberLeaf {
  kind: 'member';
  of: 'segment' | 'group';
  id: string;
}
