import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShopOptions } from '@perennial/sample-shop';

/** The sample shop of a data folder, and whether all of its past is in. */
export interface DemoPlan {
  shop: ShopOptions;
  done: boolean;
}

const FILE = 'demo.json';

function isPlan(value: unknown): value is DemoPlan {
  if (typeof value !== 'object' || value === null || !('shop' in value) || !('done' in value)) return false;
  const { shop } = value;
  if (typeof shop !== 'object' || shop === null) return false;
  return ['seed', 'customers', 'fromMs', 'toMs'].every((name) => Number.isFinite(Reflect.get(shop, name)));
}

/** The plan in a data folder; undefined when no demo was begun there. */
export async function readPlan(dataDirectory: string): Promise<DemoPlan | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(dataDirectory, FILE), 'utf8'));
    return isPlan(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the plan, so that a start after a kill goes on with the same shop. */
export async function writePlan(dataDirectory: string, plan: DemoPlan): Promise<void> {
  await writeFile(join(dataDirectory, FILE), `${JSON.stringify(plan, null, 2)}\n`);
}
