import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  type Condition,
  measureType,
  type NumberRange,
  PREDICTIONS,
  type ValueTest,
} from '@perennial/conditions';
import type {
  EvidenceSchema,
  NodeVerdictSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { Evidence, Explanation } from '@perennial/segments';

/** Every node of an explained tree, depth first, by the labels of its paths. */
export function verdictMessages(
  explanation: Explanation,
  labelOf: ReadonlyMap<string, string>,
  depth = 0,
): MessageInitShape<typeof NodeVerdictSchema>[] {
  const { path, condition, verdict, finding, parts } = explanation;
  const { low, high } = rangeOf(condition);
  const node = {
    path,
    depth,
    label: labelOf.get(path) ?? '',
    holds: verdict,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...actualOf(condition, finding?.actual),
    unit: unitOf(condition),
    missing: finding?.missing ?? '',
    evidence: (finding?.evidence ?? []).map(evidenceMessage),
    evidenceCount: BigInt(finding?.evidenceCount ?? 0),
  };
  return [node, ...parts.flatMap((part) => verdictMessages(part, labelOf, depth + 1))];
}

type Actual = Pick<MessageInitShape<typeof NodeVerdictSchema>, 'actual' | 'actualText' | 'actualTime'>;

function actualOf(condition: Condition, actual: number | string | boolean | undefined): Actual {
  if (actual === undefined) return {};
  if (typeof actual !== 'number') return { actualText: String(actual) };
  return asksTime(condition) ? { actualTime: timestampFromMs(actual) } : { actual };
}

function unitOf(condition: Condition): string {
  if (condition.kind === 'prediction') return unitOfType(PREDICTIONS[condition.of].type);
  if (condition.kind !== 'rows' || condition.measure === undefined) return '';
  const { measure } = condition.measure;
  if (measure === 'first' || measure === 'last') return '';
  return unitOfType(measureType(measure));
}

function unitOfType(type: string): string {
  return type === 'number' ? '' : type;
}

function asksTime(condition: Condition): boolean {
  if (condition.kind === 'sequence') return true;
  return condition.kind === 'rows' && condition.measure !== undefined && 'within' in condition.measure;
}

/** The bounds that a node compares its figure with; existence is `count >= 1`. */
function rangeOf(condition: Condition): Pick<NumberRange, 'low' | 'high'> {
  const test = numberTestOf(condition);
  return test?.op === 'range' ? test : {};
}

function numberTestOf(condition: Condition): ValueTest | undefined {
  if (condition.kind === 'attribute' || condition.kind === 'prediction') return condition.test;
  if (condition.kind !== 'rows' || condition.measure === undefined) return undefined;
  return 'test' in condition.measure ? condition.measure.test : undefined;
}

function evidenceMessage(evidence: Evidence): MessageInitShape<typeof EvidenceSchema> {
  const { role, row, timeMs } = evidence;
  return {
    kind: row,
    role,
    time: timestampFromMs(timeMs),
    orderKey: evidence.orderKey ?? '',
    productId: evidence.productId ?? '',
    quantity: BigInt(evidence.quantity ?? 0),
    amountMinor: BigInt(evidence.amountMinor ?? 0),
    eventType: evidence.eventType ?? '',
    page: evidence.page ?? '',
    query: evidence.query ?? '',
    source: evidence.sourceClass ?? '',
    durationMs: BigInt(evidence.durationMs ?? 0),
  };
}
