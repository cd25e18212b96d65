import type { LiveSegments } from '../definitions/live-segments.ts';

/** Edits are saved, and nobody follows them. */
export function notFollowed(now: () => number): LiveSegments {
  return {
    edit: async (_tenant, _name, save) => (await save(now())) !== false,
    freshness: () => undefined,
  };
}
