import type { FoundChannel } from '@perennial/channel-choice';
import type { MemberLeaf, RfmLeaf, RfmPart, ScoreLeaf, ScoreName } from '@perennial/conditions';
import type { AsOf } from '@perennial/facts';
import type { SchemeDefinition } from '@perennial/scores';
import type { ScoreRows } from './scores/score-rows.ts';

/** A score by its name, or the class or cell in an RFM scheme. */
export type AskedScore = ScoreName | { schemeId: string; part: RfmPart };

/** Scores of a customer, as pure functions of the facts at an instant. */
export interface ScoreReader {
  codeOf(customer: number, asOf: AsOf, score: AskedScore): string;
  /** First instant after `at` at which time alone may turn the score; ∞ when it never does. */
  nextInstant(customer: number, at: number, score: AskedScore): number;
  /** Whether one customer's score at an instant takes a look at all customers: borders that are quantiles. */
  hangsOnEverybody(score: AskedScore): boolean;
  /** Cells of all customers in a few passes. */
  cellsOfAll(asOf: AsOf, scheme: SchemeDefinition): Uint8Array;
  /** Who has one of the scores that a leaf asks for, said by rows; undefined where rows do not say it. */
  asRows(leaf: ScoreLeaf | RfmLeaf): ScoreRows | undefined;
  /** Undefined for a scheme that is not there. */
  schemeOf(schemeId: string): SchemeDefinition | undefined;
}

/** Groups of customers who buy alike as they were when the version in force was learned: neither time nor new facts move anybody. */
export interface GroupReader {
  /** From 1 on; undefined for who had none. */
  groupOf(customer: number): number | undefined;
}

/** The best channels of customers by the model of channels in force. */
export interface ChannelReader {
  find(customer: number, asOf: AsOf): FoundChannel;
}

/** Membership of other segments. */
export interface MemberReader {
  isMember(customer: number, asOf: AsOf, of: MemberLeaf['of'], id: string): boolean;
  /** First instant after `at` at which time alone may turn that membership; ∞ when it never does. */
  nextInstant(customer: number, at: number, of: MemberLeaf['of'], id: string): number;
}
