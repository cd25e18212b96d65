const POLL_MS = 5;

/** Resolves once the condition holds; rejects with the description after the deadline. */
export async function until(
  description: string,
  condition: () => boolean,
  deadlineMs = 15_000,
): Promise<void> {
  const endsAtMs = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > endsAtMs) throw new Error(`waited ${deadlineMs} ms in vain: ${description}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
