import { READY_MADE_CATEGORIES, type ReadyMadeCategory } from '../domain/ready-made.ts';
import { oneOf } from './segmentation-context.ts';

/** The category of ready-made segments that a request names; undefined for all of them. @throws SEGMENTATION_FIELD_INVALID */
export function categoryOf(word: string): ReadyMadeCategory | undefined {
  return word === '' ? undefined : oneOf('category', word, READY_MADE_CATEGORIES);
}
