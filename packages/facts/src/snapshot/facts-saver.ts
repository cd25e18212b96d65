import type { FactsState, LastSave } from '../facts-state.ts';
import type { Positions } from './manifest.ts';
import { isSnapshotDue, saveFirstSnapshot, saveNextSnapshot } from './save.ts';

/** Saves facts: to the journal behind their snapshot, and to a new snapshot, beside the saves, when the journal has grown long. */
export class FactsSaver {
  private readonly state: FactsState;
  private saving: 'everything' | 'journal' | undefined;
  private snapshot: Promise<void> | undefined;
  private failure: { reason: unknown } | undefined;

  constructor(state: FactsState) {
    this.state = state;
  }

  /** Resolves when the disk has what was applied so far. After a failure everything is saved anew the next time. */
  async save(directory: string, positions: Positions): Promise<void> {
    if (this.saving !== undefined) throw new Error('facts are being saved: await save() before saving again');
    const { lastSave } = this.state;
    const known = lastSave?.directory === directory ? lastSave : undefined;
    this.saving = known === undefined ? 'everything' : 'journal';
    try {
      if (known === undefined) await this.saveEverything(directory, positions);
      else await this.saveBehind(known, positions);
    } catch (error) {
      // What is on the disk now is not known.
      this.state.lastSave = undefined;
      throw error;
    } finally {
      this.saving = undefined;
    }
  }

  /** Resolves when no snapshot is being written any more. */
  async snapshotWritten(): Promise<void> {
    await this.snapshot;
  }

  refuseWhileSavingEverything(): void {
    if (this.saving === 'everything') throw new Error('facts are being saved: await save() before applying');
  }

  private async saveEverything(directory: string, positions: Positions): Promise<void> {
    await this.snapshot;
    this.failure = undefined;
    await saveFirstSnapshot(this.state, directory, positions);
  }

  private async saveBehind(lastSave: LastSave, positions: Positions): Promise<void> {
    if (this.failure !== undefined) throw this.failure.reason;
    if (this.snapshot !== undefined || !isSnapshotDue(lastSave)) {
      await lastSave.journal.save(positions);
      return;
    }
    const { journalSaved, inForce } = saveNextSnapshot(this.state, lastSave, positions);
    this.snapshot = this.followed(inForce);
    await journalSaved;
  }

  /** The next save tells of a failure. */
  private async followed(inForce: Promise<void>): Promise<void> {
    try {
      await inForce;
    } catch (reason) {
      this.failure = { reason };
    } finally {
      this.snapshot = undefined;
    }
  }
}
