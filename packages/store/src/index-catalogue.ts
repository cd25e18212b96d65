import type { Database, RootDatabase } from 'lmdb';
import type { IndexDefinition } from './index-definition.ts';

const VERSION = 'version';

/** The definitions of all indexes, under a version that rises with each change: by it a thread finds out what others changed. */
export class IndexCatalogue {
  readonly #definitions: Database<IndexDefinition, string>;
  readonly #versions: Database<number, string>;
  #known: number;

  constructor(root: RootDatabase) {
    this.#definitions = root.openDB({ name: 'catalogue', encoding: 'json' });
    this.#versions = root.openDB({ name: 'catalogue-version', encoding: 'json' });
    this.#known = this.#version();
  }

  /** True when another thread has saved a definition since this one learned them. */
  get hasChanged(): boolean {
    return this.#version() !== this.#known;
  }

  /** To be called before all definitions are read anew. */
  learn(): void {
    this.#known = this.#version();
  }

  of(path: string): IndexDefinition[] {
    return [...this.#definitions.getRange({ start: `${path}/`, end: `${path}0` })].map(({ value }) => value);
  }

  /** Belongs inside a transaction that saw no change. */
  save(path: string, definition: IndexDefinition): void {
    this.#known += 1;
    this.#definitions.putSync(`${path}/${definition.name}`, definition);
    this.#versions.putSync(VERSION, this.#known);
  }

  #version(): number {
    return this.#versions.get(VERSION) ?? 0;
  }
}
