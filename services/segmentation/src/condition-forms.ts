import { createHash } from 'node:crypto';
import {
  type Condition,
  ConditionError,
  ConditionTextError,
  checkCondition,
  conditionFromMessage,
  formatTextError,
  parseCondition,
  printCondition,
} from '@perennial/conditions';
import type { ConditionForm } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { segmentationErrors } from './errors.ts';
import type { MoneyUnits } from './tenant-units.ts';

/** The tree of a condition in whatever form. @throws CONDITION_INVALID, which points at the place */
export function conditionOf(form: ConditionForm | undefined, units: MoneyUnits, field: string): Condition {
  try {
    const condition = readForm(form, units);
    const [problem] = checkCondition(condition);
    if (problem === undefined) return condition;
    throw new ConditionError([problem]);
  } catch (thrown) {
    throw refusal(thrown, form, field);
  }
}

/** The canonical text. */
export function conditionText(condition: Condition, units: MoneyUnits): string {
  return printCondition(condition, units);
}

/** Changes with everything that a definition says. */
export function etagOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function readForm(form: ConditionForm | undefined, units: MoneyUnits): Condition {
  if (form?.form.case === 'text') return parseCondition(form.form.value, units);
  if (form?.form.case === 'tree') return conditionFromMessage(form.form.value);
  throw new TypeError('a condition without a form has passed validation');
}

function refusal(thrown: unknown, form: ConditionForm | undefined, field: string): unknown {
  if (thrown instanceof ConditionTextError) {
    const text = form?.form.case === 'text' ? form.form.value : '';
    const description = formatTextError(text, thrown);
    return segmentationErrors.CONDITION_INVALID(
      { problem: thrown.message },
      { fieldViolations: [{ field: `${field}.text`, description }] },
    );
  }
  if (!(thrown instanceof ConditionError)) return thrown;
  const fieldViolations = thrown.problems.map(({ path, message, fix }) => ({
    field: path === '' ? field : `${field}.${path}`,
    description: `${message}; ${fix}`,
  }));
  return segmentationErrors.CONDITION_INVALID({ problem: thrown.message }, { fieldViolations });
}
