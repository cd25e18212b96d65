export {
  type Hit,
  VISIT_GAP_MS,
  type Visit,
  visitsOf,
} from '../../../../../packages/facts/src/visits.ts';
