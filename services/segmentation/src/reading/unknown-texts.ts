import { type Condition, formatTextPlace, type TextPlace, textPlaces, textsOf } from '@perennial/conditions';
import type { FactsReader } from '@perennial/facts';
import { type UnknownText, unknownTexts } from '@perennial/segments';
import type { MoneyUnits } from '../tenant-units.ts';

/** With its place in a text form. */
export interface PlacedUnknownText extends UnknownText, TextPlace {
  /** The line where it stands, and carets. */
  excerpt: string;
}

/** More say no more. */
const MOST_TOLD = 20;

/** Texts of a condition that nothing told so far has, with their places in a text form of it. */
export function placedUnknownTexts(
  condition: Condition,
  form: string,
  { facts, units }: { facts: FactsReader; units: MoneyUnits },
): PlacedUnknownText[] {
  const found = unknownTexts(textsOf(condition), facts.columns(), MOST_TOLD);
  if (found.length === 0) return [];
  const places = textPlaces(form, units);
  return found.map((unknown) => {
    const place = places[unknown.index] ?? { offset: 0, length: 0 };
    return { ...unknown, ...place, excerpt: formatTextPlace(form, place) };
  });
}
