const KEPT = 4096;

/** Which ids changed after a version, as far back as the last few thousand changes. */
export class RecentChanges {
  private readonly ids: string[] = [];
  private readonly versions: number[] = [];
  /** Changes up to this version are forgotten. */
  private forgotten = 0;

  note(id: string, version: number): void {
    this.ids.push(id);
    this.versions.push(version);
    if (this.ids.length < KEPT * 2) return;
    this.forgotten = this.versions[KEPT - 1] as number;
    this.ids.splice(0, KEPT);
    this.versions.splice(0, KEPT);
  }

  /** Forgets everything: whoever asks has to look at all ids. */
  forget(version: number): void {
    this.forgotten = version;
    this.ids.length = 0;
    this.versions.length = 0;
  }

  /** Each id once; `undefined` when changes after the version are forgotten. */
  since(version: number): string[] | undefined {
    if (version < this.forgotten) return undefined;
    const changed = new Set<string>();
    for (let i = this.ids.length - 1; i >= 0 && (this.versions[i] as number) > version; i -= 1) {
      changed.add(this.ids[i] as string);
    }
    return [...changed];
  }
}
