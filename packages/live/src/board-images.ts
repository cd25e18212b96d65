import { createHash, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from './progress-store.ts';

const DIGEST_BYTES = 32;

/**
 * What boards held when they were stopped, a file a tenant, so that the next start judges nobody again. It stands for one saved progress: with any other
 * it is not read, and all follows from the facts.
 */
export class BoardImages {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async save<State>(tenant: string, progress: Progress<State>, image: Uint8Array): Promise<void> {
    const path = this.#pathOf(tenant);
    await mkdir(this.#directory, { recursive: true });
    await writeFile(`${path}.next`, [digestOf(progress, image), image], { flush: true });
    await rename(`${path}.next`, path);
  }

  /** Undefined where there is none of this progress, or it is damaged. */
  async read<State>(tenant: string, progress: Progress<State>): Promise<Uint8Array | undefined> {
    const file = await readFile(this.#pathOf(tenant)).catch(() => undefined);
    if (file === undefined || file.length < DIGEST_BYTES) return undefined;
    const image = file.subarray(DIGEST_BYTES);
    const isOfProgress = timingSafeEqual(file.subarray(0, DIGEST_BYTES), digestOf(progress, image));
    return isOfProgress ? image : undefined;
  }

  #pathOf(tenant: string): string {
    return join(this.#directory, tenant);
  }
}

function digestOf<State>(progress: Progress<State>, image: Uint8Array): Buffer {
  const { eventsSequence, changesSequence, workedThroughMs, toldMs, pending, state } = progress;
  const moment = JSON.stringify([eventsSequence, changesSequence, workedThroughMs, toldMs, pending, state]);
  return createHash('sha256').update(`${moment}\n`).update(image).digest();
}
