import type { ZoneTime } from '@perennial/calendar';
import { ChannelFinder } from '@perennial/channel-choice';
import type { Condition } from '@perennial/conditions';
import type { Audience } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { AsOf, FactsReader } from '@perennial/facts';
import { type Forecaster, openForecaster } from '@perennial/forecasts';
import type { FactsHost } from '@perennial/live';
import type { SchemeDefinition } from '@perennial/scores';
import {
  type ChannelReader,
  dependenciesOf,
  FactsGroups,
  FactsScores,
  FilterCompiler,
  type GroupReader,
  type JudgeContext,
} from '@perennial/segments';
import type { GroupCatalogue } from '../definitions/group-catalogue.ts';
import type { References } from '../definitions/references.ts';
import type { SegmentCatalogue } from '../definitions/segment-catalogue.ts';
import type { ToldSources } from '../definitions/told-definitions.ts';
import { type ConditionOfMember, expandMembers } from '../domain/expand-members.ts';
import { missingSources } from '../domain/missing-sources.ts';
import { schemesIn } from '../domain/schemes-in.ts';
import { segmentationErrors } from '../errors.ts';
import type { MoneyUnits, TenantUnits } from '../tenant-units.ts';
import { memberDefinitions } from './member-definitions.ts';
import { NestedMembers } from './nested-members.ts';
import { type Question, questionOf } from './questions.ts';
import { Reading } from './reading.ts';
import { WalkThreads } from './walk-threads.ts';

export interface ReadingsOptions {
  segments: SegmentCatalogue;
  groups: GroupCatalogue;
  references: References;
  facts: Pick<FactsHost, 'factsOf' | 'throughSequence'>;
  unitsOf(tenant: string): Promise<TenantUnits>;
  sources: ToldSources;
}

/** What conditions are judged by. */
export interface OpenedContext {
  facts: FactsReader;
  factsPosition: number;
  units: MoneyUnits;
  zone: ZoneTime;
  context: JudgeContext;
  /** Of the segments and groups that they lead to. */
  conditionOf: ConditionOfMember;
}

/** Nodes that a tree may grow to with the conditions of other segments in it. */
const MAX_EXPANDED_NODES = 2_000;

/** Opens conditions over the tenants' facts. */
export class Readings {
  readonly #options: ReadingsOptions;
  readonly #walkThreads = new WalkThreads();

  constructor(options: ReadingsOptions) {
    this.#options = options;
  }

  /** @throws SEGMENT_NOT_FOUND, GROUP_NOT_FOUND, CONDITION_INVALID, SEGMENT_REFERENCE_UNKNOWN */
  async open(tenant: string, audience: Audience | undefined, asOf: AsOf): Promise<Reading> {
    const { units } = await this.#options.unitsOf(tenant);
    return await this.of(tenant, await questionOf(this.#options, tenant, audience, units), asOf);
  }

  /** @throws SEGMENT_REFERENCE_UNKNOWN */
  async of(tenant: string, { condition, definitionVersion }: Question, asOf: AsOf): Promise<Reading> {
    const { conditionOf, ...opened } = await this.context(tenant, [condition]);
    return new Reading({
      ...opened,
      condition,
      expanded: expandMembers(condition, conditionOf, MAX_EXPANDED_NODES),
      definitionVersion,
      asOf,
      missingOf: (node) => missingSources(node, opened.context, conditionOf),
    });
  }

  /** What judging conditions takes. @throws SEGMENT_REFERENCE_UNKNOWN */
  async context(tenant: string, conditions: readonly Condition[]): Promise<OpenedContext> {
    const definitions = await memberDefinitions(this.#options, tenant, conditions);
    const { units, zone } = await this.#options.unitsOf(tenant);
    const all = [...conditions, ...definitions.all()];
    const schemes = await this.#schemes(tenant, all);
    const forecaster = await this.#forecaster(tenant, all);
    const facts = this.#options.facts.factsOf(tenant);
    const groups = await this.#groups(tenant, all, facts);
    const channels = await this.#channels(tenant, all, facts);
    const scores = new FactsScores({ facts, schemes, zone });
    const inForce = { scores, forecaster, groups, channels };
    const walkSharer = this.#walkThreads.of(tenant, facts);
    const judging = { facts, zone, ...inForce, walkSharer, filters: new FilterCompiler(facts.columns()) };
    return {
      facts,
      factsPosition: this.#options.facts.throughSequence,
      units,
      zone,
      context: { ...judging, members: new NestedMembers(definitions, judging) },
      conditionOf: (named) => definitions.conditionOf(named),
    };
  }

  /** Only where it is asked for; undefined where none was trained. */
  async #forecaster(tenant: string, conditions: readonly Condition[]): Promise<Forecaster | undefined> {
    if (!conditions.some((condition) => dependenciesOf(condition).predictions)) return undefined;
    return await this.forecasterOf(tenant);
  }

  /** Of the model in force; undefined where none was trained. */
  async forecasterOf(tenant: string): Promise<Forecaster | undefined> {
    const saved = await this.#options.sources.forecastOf(tenant);
    return saved && openForecaster(saved);
  }

  /** Only where they are asked for; undefined where none were learned. */
  async #groups(
    tenant: string,
    conditions: readonly Condition[],
    facts: FactsReader,
  ): Promise<GroupReader | undefined> {
    if (!conditions.some((condition) => dependenciesOf(condition).groups)) return undefined;
    const learned = await this.#options.sources.groupsOf(tenant);
    return learned && new FactsGroups(facts, learned);
  }

  /** Only where they are asked for; undefined where no model of channels was trained. */
  async #channels(
    tenant: string,
    conditions: readonly Condition[],
    facts: FactsReader,
  ): Promise<ChannelReader | undefined> {
    if (!conditions.some((condition) => dependenciesOf(condition).channels)) return undefined;
    const trained = await this.#options.sources.channelsOf(tenant);
    return trained && new ChannelFinder(facts, trained.beliefs);
  }

  /** Only those that are named: finding the borders of a scheme costs a pass over all customers. */
  async #schemes(tenant: string, conditions: readonly Condition[]): Promise<SchemeDefinition[]> {
    const named = new Set(conditions.flatMap(schemesIn));
    if (named.size === 0) return [];
    const schemes = (await this.#options.sources.schemesOf(tenant)).filter(({ schemeId }) =>
      named.has(schemeId),
    );
    const unknown = [...named].find((id) => schemes.every(({ schemeId }) => schemeId !== id));
    if (unknown === undefined) return schemes;
    throw segmentationErrors.SEGMENT_REFERENCE_UNKNOWN({ kind: 'RFM scheme', id: unknown });
  }
}
