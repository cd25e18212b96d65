/** The texts that something can be named by, as they were told. */
export interface Vocabulary {
  /** Tells vocabularies apart. */
  readonly key: string;
  /** Whether case counts. */
  readonly isExact: boolean;
  /** True where a look into an index shows that a text was told; false says nothing. */
  knows(text: string): boolean;
  /** All of them, repeats among them; undefined where there are too many to go through. */
  words(): Iterable<string> | undefined;
}
