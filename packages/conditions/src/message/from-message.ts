import type { Condition as ConditionMessage } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import { checkCondition } from '../check/check-condition.ts';
import { ConditionError, Findings } from '../check/condition-problem.ts';
import type { Condition } from '../tree/condition.ts';
import { leafOf } from './leaf-from-message.ts';
import { MessagePlace } from './message-place.ts';

/** Read where a condition cannot be. */
const NOT_READ: Condition = { kind: 'all', of: [] };

/** The condition that a message says, checked. @throws ConditionError that lists what is wrong */
export function conditionFromMessage(message: ConditionMessage): Condition {
  const findings = new Findings();
  const condition = conditionOf(message, new MessagePlace(findings));
  const problems = findings.problems.length > 0 ? findings.problems : checkCondition(condition);
  if (problems.length > 0) throw new ConditionError(problems);
  return condition;
}

function conditionOf(message: ConditionMessage | undefined, place: MessagePlace | undefined): Condition {
  if (place === undefined) return NOT_READ;
  if (message === undefined || message.kind.case === undefined) {
    place.missing('The condition');
    return NOT_READ;
  }
  const { kind } = message;
  switch (kind.case) {
    case 'all':
    case 'any': {
      const list = place.at(kind.case);
      return {
        kind: kind.case,
        of: kind.value.of.map((part, index) => conditionOf(part, list.below(index))),
      };
    }
    case 'not':
      return { kind: 'not', of: conditionOf(kind.value, place.below('not')) };
    default:
      return leafOf(kind, place.at(kind.case)) ?? NOT_READ;
  }
}
