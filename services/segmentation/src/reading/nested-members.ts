import type { MemberLeaf } from '@perennial/conditions';
import type { AsOf } from '@perennial/facts';
import { JudgeAll, type JudgeContext, type MemberReader } from '@perennial/segments';
import type { MemberDefinitions } from './member-definitions.ts';

/** Membership of the segments that a tree leads to, judged by their own conditions. No definition leads back to itself. */
export class NestedMembers implements MemberReader {
  readonly #definitions: MemberDefinitions;
  readonly #context: Omit<JudgeContext, 'members'>;
  readonly #judges = new Map<string, JudgeAll>();

  constructor(definitions: MemberDefinitions, context: Omit<JudgeContext, 'members'>) {
    this.#definitions = definitions;
    this.#context = context;
  }

  isMember(customer: number, asOf: AsOf, of: MemberLeaf['of'], id: string): boolean {
    return this.#judgeOf(of, id).judge(0, customer, asOf);
  }

  nextInstant(customer: number, at: number, of: MemberLeaf['of'], id: string): number {
    return this.#judgeOf(of, id).nextInstant(customer, at);
  }

  /** One each: judging one must not disturb what another has loaded. */
  #judgeOf(of: MemberLeaf['of'], id: string): JudgeAll {
    const key = `${of}/${id}`;
    const known = this.#judges.get(key);
    if (known !== undefined) return known;
    const condition = this.#definitions.conditionOf({ of, id });
    if (condition === undefined) throw new Error(`the definition of ${of} ${id} was not read`);
    const judge = new JudgeAll([condition], { ...this.#context, members: this });
    this.#judges.set(key, judge);
    return judge;
  }
}
