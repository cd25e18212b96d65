import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** Reasons of the segmentation service. */
export const segmentationErrors = defineErrors({
  SEGMENT_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no segment {segment_id}',
    fix: 'Ask for one of the segments that ListSegments shows.',
  },
  SEGMENT_EXISTS: {
    code: Code.AlreadyExists,
    message: 'there is another segment {segment_id} already',
    fix: 'Choose another id, or change the segment with UpdateSegment.',
  },
  SEGMENT_CHANGED: {
    code: Code.Aborted,
    message: 'the segment {segment_id} was changed since it was read',
    fix: 'Read the segment again and send its new etag with the change.',
  },
  SEGMENT_READ_ONLY: {
    code: Code.FailedPrecondition,
    message: 'the segment {segment_id} is ready-made',
    fix: 'Save its condition under an id of your own, which does not begin with builtin-.',
  },
  SEGMENT_IN_USE: {
    code: Code.FailedPrecondition,
    message: '{kind} {id} cannot be removed: it is named by {users}',
    fix: 'Change or remove those first.',
  },
  SEGMENT_CYCLE: {
    code: Code.FailedPrecondition,
    message: 'members would depend on themselves: {path}',
    fix: 'Take one of the references out of the circle.',
  },
  SEGMENT_REFERENCE_UNKNOWN: {
    code: Code.FailedPrecondition,
    message: 'there is no {kind} {id}, which is named here',
    fix: 'Create it first, or correct the name.',
  },
  SEGMENT_LIMIT_REACHED: {
    code: Code.ResourceExhausted,
    message: 'there are {limit} {kind} already',
    fix: 'Remove some that are no longer used.',
  },
  CONDITION_INVALID: {
    code: Code.InvalidArgument,
    message: 'the condition cannot be used: {problem}',
    fix: 'Correct it at the place named; docs/segments.md has all forms.',
  },
  GROUP_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no group {group_id}',
    fix: 'Ask for one of the groups that ListGroups shows.',
  },
  GROUP_EXISTS: {
    code: Code.AlreadyExists,
    message: 'there is another group {group_id} already',
    fix: 'Choose another id, or change the group with UpdateGroup.',
  },
  GROUP_CHANGED: {
    code: Code.Aborted,
    message: 'the group {group_id} was changed since it was read',
    fix: 'Read the group again and send its new etag with the change.',
  },
  TEMPLATE_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no template {template_id}',
    fix: 'Ask for one of the templates that ListTemplates shows.',
  },
  TEMPLATE_VALUE_INVALID: {
    code: Code.InvalidArgument,
    message: 'the value of {name} cannot be used: {reason}',
    fix: 'Give a value as the template describes it.',
  },
  MEMBER_UNKNOWN: {
    code: Code.NotFound,
    message: 'there is no customer {customer_id}',
    fix: 'Check the id; a customer who was merged into another is known under the surviving id.',
  },
  MODEL_MISSING: {
    code: Code.FailedPrecondition,
    message: 'the column {column} needs a trained model, and there is none yet',
    fix: 'Train one with TrainModel or `perennial predict train`, or leave the column out.',
  },
  SEGMENTATION_FIELD_INVALID: {
    code: Code.InvalidArgument,
    message: '{field} must be one of {allowed}',
    fix: 'Send one of the words named in the message.',
  },
});
