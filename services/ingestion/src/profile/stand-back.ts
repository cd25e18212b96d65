/** Rest for each ms of work while items wait. */
const REST_PER_WORK = 2;
const LONGEST_REST_MS = 2_000;

/**
 * How long the profile rests after a batch. While INTAKE has a backlog, intake and scores are at work in the same process: they come
 * first, and the documents follow with at least a third of the time.
 */
export function standBackFor(intake: { lag(): Promise<number> }): (workedMs: number) => Promise<number> {
  return async (workedMs) =>
    (await intake.lag()) === 0 ? 0 : Math.min(workedMs * REST_PER_WORK, LONGEST_REST_MS);
}
