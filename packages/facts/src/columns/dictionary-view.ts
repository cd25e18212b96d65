/** A dictionary of one dimension; codes are dense from 0, in the order of arrival: sort by text where order shows. */
export interface DictionaryView {
  readonly size: number;
  textOf(code: number): string;
  /** -1 when it never occurred. */
  codeOf(text: string): number;
}
