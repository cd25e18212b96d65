/** Takes the days on which one leaf's verdict on one customer turns, in any order; to turn twice on a day is not to turn. */
export interface TurnsOfLeaf {
  add(day: number): void;
}
