import { ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { JudgeAll } from '@perennial/segments';
import type { Definition } from '../definitions/definition.ts';
import { type MissingSource, missingSources } from '../domain/missing-sources.ts';
import type { OpenedContext, Readings } from './readings.ts';

/** A segment that a customer is in. */
export interface OwnSegment {
  definition: Definition;
  /** Undefined: always. */
  sinceMs: number | undefined;
  /** Undefined: time alone never ends it. */
  untilMs: number | undefined;
}

/** Which of many segments one customer is in at an instant. */
export class CustomerSegments {
  readonly opened: OpenedContext;
  /** What the conditions ask for and is not there. */
  readonly missing: readonly MissingSource[];
  /** Ids of those that name what is there no more. */
  readonly brokenIds: readonly string[];
  readonly #definitions: readonly Definition[];
  readonly #judge: JudgeAll;

  constructor(opened: OpenedContext, definitions: readonly Definition[], brokenIds: readonly string[]) {
    this.opened = opened;
    this.brokenIds = brokenIds;
    this.#definitions = definitions;
    const conditions = definitions.map(({ condition }) => condition);
    this.missing = missingSources({ kind: 'any', of: conditions }, opened.context, opened.conditionOf);
    this.#judge = new JudgeAll(conditions, opened.context);
  }

  /** Those that hold, by id. */
  of(customer: number, at: number): Definition[] {
    const verdicts = new Uint8Array(this.#definitions.length);
    this.#judge.judgeAll(customer, { at }, verdicts);
    return this.#definitions
      .filter((_, place) => verdicts[place] === 1)
      .sort((a, b) => (a.segmentId < b.segmentId ? -1 : 1));
  }

  /** Since when, and until when, one of them holds. */
  times(definition: Definition, customer: number, at: number): OwnSegment {
    const place = this.#definitions.indexOf(definition);
    const { sinceMs } = this.#judge.memberSince(place, customer, at);
    const { untilMs, turns } = this.#judge.validUntil(place, customer, at);
    return { definition, sinceMs, untilMs: turns ? untilMs : undefined };
  }
}

/** Opens segments for one customer; those that cannot be judged are named and left out. */
export async function openCustomerSegments(
  readings: Readings,
  tenant: string,
  definitions: readonly Definition[],
): Promise<CustomerSegments> {
  const open = async (sound: readonly Definition[]) =>
    await readings.context(
      tenant,
      sound.map(({ condition }) => condition),
    );
  const whole = await orBroken(open(definitions));
  if (whole !== undefined) return new CustomerSegments(whole, definitions, []);
  const sound: Definition[] = [];
  const brokenIds: string[] = [];
  for (const definition of definitions) {
    if ((await orBroken(open([definition]))) === undefined) brokenIds.push(definition.segmentId);
    else sound.push(definition);
  }
  return new CustomerSegments(await open(sound), sound, brokenIds);
}

/** Undefined where a condition names what is there no more. */
async function orBroken(opening: Promise<OpenedContext>): Promise<OpenedContext | undefined> {
  try {
    return await opening;
  } catch (thrown) {
    if (reasonOf(thrown) === 'SEGMENT_REFERENCE_UNKNOWN') return undefined;
    throw thrown;
  }
}

function reasonOf(thrown: unknown): string | undefined {
  return thrown instanceof ConnectError ? thrown.findDetails(ErrorInfoSchema)[0]?.reason : undefined;
}
