import { type Duration, durationMs, type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import type { ZoneTime } from '@perennial/calendar';
import type { AsOf, FactsReader } from '@perennial/facts';
import type { PageTokens } from '@perennial/runtime';
import {
  classifyAll,
  effectiveBorders,
  fixedBorders,
  type RollupMemory,
  type SchemeBorders,
  type SchemeRollups,
  schemeRollups,
} from '@perennial/scores';
import { scoringErrors } from '../errors.ts';
import { bordersInForce, type TenantScores } from '../live/live-scores.ts';
import type { SchemeCatalogue } from '../scheme-catalogue.ts';
import type { SavedScheme } from '../scheme-store.ts';

/** What the handlers answer from. */
export interface ScoringContext {
  schemes: SchemeCatalogue;
  pageTokens: PageTokens;
  rollups: RollupMemory;
  now(): number;
  /** Empty facts for a tenant without events. */
  factsOf(tenant: string): FactsReader;
  liveOf(tenant: string): TenantScores | undefined;
  currencyOf(tenant: string): Promise<string>;
  zoneOf(tenant: string): Promise<ZoneTime>;
}

/** RFM of all customers at an instant. */
export interface RfmState {
  facts: FactsReader;
  scheme: SavedScheme;
  asOf: AsOf;
  rollups: SchemeRollups;
  borders: SchemeBorders;
  cells: Uint8Array;
}

export function instantOf(context: ScoringContext, at: Timestamp | undefined): number {
  return at === undefined ? context.now() : timestampMs(at);
}

/** For the questions that page tokens are bound to. */
export function timestampText(at: Timestamp | undefined): string {
  return at === undefined ? '' : `${at.seconds}.${at.nanos}`;
}

/** Length of a span of time; the standard one where it is unset. @throws SCORING_FIELD_INVALID when it is not positive */
export function spanMs(field: string, span: Duration | undefined, standardMs: number): number {
  if (span === undefined) return standardMs;
  const ms = durationMs(span);
  if (ms > 0) return ms;
  const allowed = 'a span of at least 1 ms';
  throw scoringErrors.SCORING_FIELD_INVALID(
    { field, allowed },
    { fieldViolations: [{ field, description: `must be ${allowed}` }] },
  );
}

/** Judges all customers by a scheme ('' is the default one). The figures are `use`'s until it returns; the cells may be kept. */
export async function rfmAt<Result>(
  context: ScoringContext,
  tenant: string,
  question: { schemeId: string; asOf: AsOf },
  use: (state: RfmState) => Result,
): Promise<Result> {
  const { schemeId, asOf } = question;
  const scheme = await context.schemes.get(tenant, schemeId);
  const zone = await context.zoneOf(tenant);
  const facts = context.factsOf(tenant);
  return context.rollups.use(facts, [scheme.definition], asOf, (rollupsOf) => {
    const rollups = rollupsOf(scheme.definition);
    const borders = bordersAt(context, tenant, { facts, scheme, asOf, rollups, zone });
    return use({ facts, scheme, asOf, rollups, borders, cells: classifyAll(rollups, borders, asOf.at) });
  });
}

interface BordersQuestion extends Pick<RfmState, 'facts' | 'scheme' | 'asOf'> {
  zone: ZoneTime;
  /** At the instant, where they are known already. */
  rollups?: SchemeRollups;
}

/**
 * Quantile borders hold for a day: those in force for today, else those of the start of the instant's day; where nobody had an order by then,
 * those of the instant.
 */
export function bordersAt(context: ScoringContext, tenant: string, question: BordersQuestion): SchemeBorders {
  const { facts, scheme, asOf, zone } = question;
  const { definition } = scheme;
  const fixed = fixedBorders(definition);
  if (fixed !== undefined) return fixed;
  const startMs = zone.startOfDay(asOf.at);
  const scores = context.liveOf(tenant);
  const inForce = scores && bordersInForce(scores, definition.schemeId, scheme.etag);
  if (inForce !== undefined && asOf.knownAt === undefined && zone.startOfDay(context.now()) === startMs) {
    return inForce;
  }
  const atStart = schemeRollups(facts, definition, { ...asOf, at: startMs });
  if (atStart.ever.orderCount.some((count) => count > 0)) {
    return effectiveBorders(definition, atStart, startMs);
  }
  const rollups = question.rollups ?? schemeRollups(facts, definition, asOf);
  return effectiveBorders(definition, rollups, asOf.at);
}

/** The word itself, or the first of the allowed ones where it is unset. @throws SCORING_FIELD_INVALID */
export function oneOf<Word extends string>(
  field: string,
  word: string,
  allowed: readonly [Word, ...Word[]],
): Word {
  if (word === '') return allowed[0];
  const found = allowed.find((each) => each === word);
  if (found !== undefined) return found;
  const list = allowed.join(', ');
  throw scoringErrors.SCORING_FIELD_INVALID(
    { field, allowed: list },
    { fieldViolations: [{ field, description: `must be one of ${list}` }] },
  );
}

/** A count asked for: its default where 0, its limit where more. */
export function countOf(asked: number, standard: number, limit: number): number {
  return asked === 0 ? standard : Math.min(asked, limit);
}
