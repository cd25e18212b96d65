/** Rest for each ms of work while items wait. */
const REST_PER_WORK = 16;
const LONGEST_REST_MS = 5_000;

/**
 * How long the profile rests after a batch. While INTAKE has a backlog, intake is at work in the same thread: it comes first, and
 * the documents follow with a seventeenth of the time, or a batch every 5 s where that is more.
 */
export function standBackFor(intake: { lag(): Promise<number> }): (workedMs: number) => Promise<number> {
  return async (workedMs) =>
    (await intake.lag()) === 0 ? 0 : Math.min(workedMs * REST_PER_WORK, LONGEST_REST_MS);
}
