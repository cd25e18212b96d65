import {
  type AttributeLeaf,
  attributeTest,
  type Condition,
  type ConsentLeaf,
  type ConsentState,
  type Leaf,
  type RfmLeaf,
  type RowsLeaf,
  type ScoreLeaf,
  type SequenceLeaf,
  type TagLeaf,
} from '@perennial/conditions';
import type { AsOf, AttributeValue } from '@perennial/facts';
import type { SchemeDefinition } from '@perennial/scores';
import { FilterCompiler } from '../compile/filter-compiler.ts';
import type { JudgeContext } from '../judge/judge-all.ts';
import { holdsTag } from '../judge/tags.ts';
import type { FiguresTest, ScoreRows } from '../scores/score-rows.ts';
import { Walk } from '../walk/walk.ts';
import { AffinityScan } from './affinity-scan.ts';
import { AttributeScan } from './attribute-scan.ts';
import { CellScan } from './cell-scan.ts';
import { ConsentScan } from './consent-scan.ts';
import { everyRow } from './every-row.ts';
import { type FigurePart, FiguresScan } from './figures-scan.ts';
import { JudgedScan } from './judged-scan.ts';
import {
  bothMeasures,
  hangsOnRows,
  leastOrdersOf,
  type MeasurePlan,
  planMeasure,
  timeOfRows,
} from './measure.ts';
import { neededRows } from './needed-rows.ts';
import { PredictionScan } from './prediction-scan.ts';
import { PresenceScan } from './presence-scan.ts';
import { RowsScan } from './rows-scan.ts';
import { isPlain, sameRows } from './same-rows.ts';
import { SCAN_COSTS, type ScanCosts } from './scan-costs.ts';
import type { NodeScan } from './shard-scan.ts';
import { SinceScan } from './since-scan.ts';
import { passesOfTotals, TotalsScan } from './totals-scan.ts';
import { AllScan, AnyScan, NotScan } from './tree-scan.ts';
import { ValueVerdicts } from './value-verdicts.ts';
import { WalkedScan } from './walked-scan.ts';

/** Turns the nodes of conditions into scans for one instant; what no index answers follows from a walk over each candidate's rows, or is judged. */
export class ScanCompiler {
  readonly filters: FilterCompiler;
  readonly #context: JudgeContext;
  readonly #asOf: AsOf;
  readonly #costs: ScanCosts;

  constructor(context: JudgeContext, asOf: AsOf, costs: ScanCosts = SCAN_COSTS) {
    this.filters = context.filters ?? new FilterCompiler(context.facts.columns());
    this.#context = { ...context, filters: this.filters };
    this.#asOf = asOf;
    this.#costs = costs;
  }

  compile(condition: Condition): NodeScan {
    switch (condition.kind) {
      case 'all':
        return new AllScan(this.#parts('all', condition.of));
      case 'any':
        return new AnyScan(this.#parts('any', condition.of));
      case 'not':
        return new NotScan(this.compile(condition.of));
      default:
        return this.compileLeaf(condition);
    }
  }

  compileLeaf(leaf: Leaf): NodeScan {
    const judged = new JudgedScan(leaf, this.#context);
    if (this.#asOf.knownAt !== undefined) return judged;
    switch (leaf.kind) {
      case 'attribute':
        return this.#attribute(leaf, judged);
      case 'tag':
        return this.#tag(leaf, judged);
      case 'consent':
        return this.#consent(leaf, judged);
      case 'score':
      case 'rfm':
        return this.#score(leaf, judged);
      case 'prediction': {
        const { facts, zone, forecaster } = this.#context;
        return new PredictionScan(leaf, { facts, zone, forecaster });
      }
      case 'affinity':
        return new AffinityScan(this.#context.groups, leaf.groups);
      case 'rows':
        return this.#rows(leaf, () => this.#ofThoseWithRows(leaf, judged));
      case 'sequence':
        return this.#ofThoseWithRows(leaf, judged);
      default:
        return judged;
    }
  }

  /** A score said by rows; undefined where rows do not say it. */
  asRows(leaf: ScoreLeaf | RfmLeaf): ScoreRows | undefined {
    return this.#context.scores.asRows(leaf);
  }

  rowsScan(leaf: RowsLeaf, measure: MeasurePlan): RowsScan {
    return this.#rowsScan(leaf, measure, leaf, leastOrdersOf(leaf));
  }

  /** @param leaf one that asks the rows @param whole what is asked of them altogether */
  #rowsScan(leaf: RowsLeaf, measure: MeasurePlan, whole: Condition, leastOrders: number): RowsScan {
    const { zone } = this.#context;
    const judged = new JudgedScan(whole, this.#context);
    const parts = { leaf, measure, judged, zone, filters: this.filters, costs: this.#costs, leastOrders };
    return new RowsScan(parts, this.#asOf.at);
  }

  /** Parts that have to be judged are judged together, so that a customer's rows are loaded once. */
  #parts(kind: 'all' | 'any', of: readonly Condition[]): NodeScan[] {
    const groups = kind === 'all' ? sameRows(of) : of.map((part) => [part]);
    const scans = groups.flatMap((group) => this.#together(group));
    const others = scans.filter((scan) => !(scan instanceof JudgedScan));
    if (others.length > scans.length - 2) return scans;
    const judged = scans.flatMap((scan) => (scan instanceof JudgedScan ? [scan.condition] : []));
    return [...others, new JudgedScan({ kind, of: judged }, this.#context)];
  }

  /** One fold for all figures of the same rows, where it keeps them; else a scan each. */
  #together(group: readonly Condition[]): NodeScan[] {
    const leaves = group.filter(isPlain);
    const [first, ...others] = leaves;
    if (first === undefined || others.length === 0 || this.#asOf.knownAt !== undefined)
      return group.map((part) => this.compile(part));
    const { zone } = this.#context;
    const measure = others.reduce<MeasurePlan | undefined>(
      (joined, leaf) => {
        const next = planMeasure(leaf, zone);
        return joined && next && bothMeasures(joined, next);
      },
      planMeasure(first, zone),
    );
    if (measure === undefined) return group.map((part) => this.compile(part));
    const leastOrders = Math.max(...leaves.map(leastOrdersOf));
    const rows = this.#rowsScan(first, measure, { kind: 'all', of: leaves }, leastOrders);
    return [byTotals(first, measure, rows)];
  }

  #score(leaf: ScoreLeaf | RfmLeaf, judged: JudgedScan): NodeScan {
    const rows = this.asRows(leaf);
    if (rows === undefined) {
      const scheme = leaf.kind === 'rfm' ? this.schemeOf(leaf) : undefined;
      if (leaf.kind !== 'rfm' || scheme === undefined) return judged;
      return new CellScan(this.#context.scores, scheme, leaf);
    }
    const alternatives = rows.map(({ among, figures }) =>
      figures === undefined
        ? this.compile(among)
        : new AllScan([this.compile(among), new FiguresScan(this.figureParts(figures), figures)]),
    );
    return new AnyScan(alternatives);
  }

  /** Undefined for one that is not there. */
  schemeOf({ schemeId }: RfmLeaf): SchemeDefinition | undefined {
    return this.#context.scores.schemeOf(schemeId);
  }

  /** Scans that find the rows of each figure. */
  figureParts({ figures }: FiguresTest): FigurePart[][] {
    return figures.map((rows) =>
      rows.flatMap(({ leaf, points }) => {
        const measure = planMeasure(leaf, this.#context.zone);
        return measure === undefined ? [] : [{ rows: this.rowsScan(leaf, measure), leaf, points }];
      }),
    );
  }

  #attribute({ name, test }: AttributeLeaf, judged: JudgedScan): NodeScan {
    const passes = attributeTest(test, { atMs: this.#asOf.at, zone: this.#context.zone });
    return this.#newestValue(name, passes, judged);
  }

  #tag({ tag }: TagLeaf, judged: JudgedScan): NodeScan {
    return this.#newestValue('tags', (value) => holdsTag(value, tag), judged);
  }

  #newestValue(
    name: string,
    passes: (value: AttributeValue | undefined) => boolean,
    judged: JudgedScan,
  ): NodeScan {
    const { attributeName, attributeValue } = this.#context.facts.columns().dictionaries;
    return new AttributeScan(attributeName.codeOf(name), new ValueVerdicts(attributeValue, passes), judged);
  }

  #consent({ channel, topic, is }: ConsentLeaf, judged: JudgedScan): NodeScan {
    const { attributeName, attributeValue } = this.#context.facts.columns().dictionaries;
    const states = new Map<number, ConsentState | undefined>([
      [attributeValue.codeOf('true'), 'granted'],
      [attributeValue.codeOf('false'), 'denied'],
      [attributeValue.codeOf('null'), undefined],
    ]);
    const names = [topic, 'all'].map((of) => attributeName.codeOf(`consent.${channel}.${of}`));
    const stateOf = (code: number): ConsentState | undefined =>
      states.has(code) ? states.get(code) : 'unknown';
    return new ConsentScan({ names, stateOf, is, judged });
  }

  /** Asks only those who have the rows that the leaf cannot do without. */
  #ofThoseWithRows(leaf: RowsLeaf | SequenceLeaf, judged: JudgedScan): NodeScan {
    const needed = neededRows(leaf, this.#context.facts.columns().dictionaries.eventType);
    const asked = this.#walked(leaf, judged) ?? judged;
    return needed.length === 0
      ? asked
      : new AllScan([...needed.map((each) => this.#rows(each, () => asked)), asked]);
  }

  #walked(leaf: RowsLeaf | SequenceLeaf, judged: JudgedScan): WalkedScan | undefined {
    const { facts, zone, walkSharer: sharer } = this.#context;
    const instants = Float64Array.of(this.#asOf.at);
    const context = { filters: this.filters, columns: facts.columns(), instants, zone, sharer };
    const walk = Walk.of({ kind: 'leaf', leaf }, context);
    return walk && new WalkedScan(walk, judged);
  }

  #rows(leaf: RowsLeaf, asked: () => NodeScan): NodeScan {
    const { set, quantifier } = leaf;
    if (quantifier !== 'any' && !hangsOnRows(leaf)) return this.compile(everyRow(leaf));
    const measure = hangsOnRows(leaf) ? undefined : planMeasure(leaf, this.#context.zone);
    if (measure === undefined) return this.#anchored(leaf, asked);
    const rows = this.rowsScan(leaf, measure);
    if (set.rows === 'order') return byTotals(leaf, measure, rows);
    const hasEnd = set.window !== undefined || set.rows !== 'event';
    return hasEnd || !measure.isExistence ? rows : this.#presence(leaf, rows);
  }

  /** Windows that hang on other rows: by those, or asked of those only who have such a row at any time. */
  #anchored(leaf: RowsLeaf, asked: () => NodeScan): NodeScan {
    const { set, perOrder, measure, quantifier } = leaf;
    const { window, ...ever } = set;
    const isAnchored = window?.kind === 'since' || window?.kind === 'last-visit';
    if (!isAnchored || perOrder || quantifier !== 'any') return asked();
    return (
      this.#since(leaf) ??
      (measure === undefined
        ? new AllScan([this.compileLeaf({ kind: 'rows', set: ever, quantifier, perOrder }), asked()])
        : asked())
    );
  }

  #since(leaf: RowsLeaf): SinceScan | undefined {
    const { window, ...ever } = leaf.set;
    if (window?.kind !== 'since') return undefined;
    const everLeaf: RowsLeaf = { ...leaf, set: ever };
    const anchorLeaf: RowsLeaf = { kind: 'rows', set: window.set, quantifier: 'any', perOrder: false };
    if (hangsOnRows(everLeaf) || hangsOnRows(anchorLeaf)) return undefined;
    const measure = planMeasure(everLeaf, this.#context.zone);
    if (measure === undefined || measure.takesBack) return undefined;
    return new SinceScan({
      ...{ anchors: this.rowsScan(anchorLeaf, timeOfRows()), which: window.anchor, measure },
      rows: this.rowsScan(everLeaf, measure),
    });
  }

  #presence({ set }: RowsLeaf, otherwise: NodeScan): NodeScan {
    const { codes, rest } = this.filters.compile(set.filter, set.rows);
    const isBySource = Object.keys(codes).every((dimension) => dimension === 'source');
    if (rest !== undefined || !isBySource) return otherwise;
    const { sourceKinds } = this.#context.facts.columns();
    sourceKinds.refresh();
    return new PresenceScan({
      ...{ types: this.filters.eventTypes(set.eventTypes), sources: codes.source },
      ...{ kindOf: sourceKinds.kindOf, otherwise },
    });
  }
}

/** From kept totals where they say it. */
function byTotals(leaf: RowsLeaf, measure: MeasurePlan, rows: RowsScan): NodeScan {
  const passes = passesOfTotals(leaf, measure);
  return passes === undefined ? rows : new TotalsScan(passes, rows);
}
