import type { ErrorDefinition } from './error-definition.ts';

/** A reason with its definition, as the documentation lists it. */
export interface CatalogueEntry extends ErrorDefinition {
  readonly reason: string;
}

const catalogue = new Map<string, CatalogueEntry>();

/** Adds a reason to the catalogue of this process; throws if another definition already has that name. */
export function registerError(reason: string, definition: ErrorDefinition): void {
  // Accepts UPPER_SNAKE_CASE, at most 63 characters, as google.rpc.ErrorInfo demands.
  if (!/^[A-Z][A-Z0-9_]{1,61}[A-Z0-9]$/.test(reason)) {
    throw new Error(`error reason "${reason}" must be UPPER_SNAKE_CASE of 3 to 63 characters`);
  }
  const known = catalogue.get(reason);
  if (known && (known.message !== definition.message || known.code !== definition.code)) {
    throw new Error(`error reason "${reason}" is defined twice with different meanings; rename one of them`);
  }
  catalogue.set(reason, { ...definition, reason });
}

/** All reasons of all modules loaded so far, sorted by name. */
export function errorCatalogue(): readonly CatalogueEntry[] {
  return [...catalogue.values()].sort((a, b) => a.reason.localeCompare(b.reason));
}

/** The definition of a reason, or undefined where this process does not know it. */
export function findErrorDefinition(reason: string): CatalogueEntry | undefined {
  return catalogue.get(reason);
}
