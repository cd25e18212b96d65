import { conversionCost } from './conversion-cost.ts';
import { crossSell } from './cross-sell.ts';
import { loyaltyTiers } from './loyalty-tiers.ts';
import { listItems, type ParameterType, type RenderedSegment, type Template } from './template.ts';
import { upsellBrand } from './upsell-brand.ts';
import { winBack } from './win-back.ts';

/** The use cases DSEG-26..31, and those who should be won back. */
export const TEMPLATES: readonly Template[] = [upsellBrand, loyaltyTiers, conversionCost, crossSell, winBack];

/** The value of a place cannot be used. */
export interface TemplateProblem {
  name: string;
  reason: string;
}

/** A whole or decimal number without sign. */
const MONEY = /^[0-9]{1,12}(\.[0-9]{1,3})?$/;
/** A number and a unit of time. */
const SPAN = /^[1-9][0-9]{0,4} (day|week|month|year)s?$/;
const MAX_ITEMS = 50;

/** What is wrong with a value; undefined when it fits. */
const PROBLEM_OF: Readonly<Record<ParameterType, (value: string) => string | undefined>> = {
  text: (value) => (value === '' ? 'it is empty' : undefined),
  texts: (value) => itemsProblem(listItems(value)),
  money: (value) => (MONEY.test(value) ? undefined : 'it is no amount like 300 or 12.50'),
  moneys: (value) => moneysProblem(listItems(value)),
  span: (value) => (SPAN.test(value) ? undefined : 'it is no span like 6 months'),
};

function itemsProblem(items: readonly string[]): string | undefined {
  if (items.length === 0) return 'it is empty';
  return items.length > MAX_ITEMS ? `it has more than ${MAX_ITEMS} items` : undefined;
}

function moneysProblem(items: readonly string[]): string | undefined {
  const wrong = items.find((item) => !MONEY.test(item));
  if (wrong !== undefined) return `${wrong} is no amount like 300 or 12.50`;
  const rising = items.every((item, place) => place === 0 || Number(items[place - 1]) < Number(item));
  return rising ? itemsProblem(items) : 'the amounts do not rise';
}

/** The segments that a template makes of values by name; unset ones take their defaults. */
export function renderTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
  currency: string,
): RenderedSegment[] | TemplateProblem {
  const known = new Map<string, string>();
  const extra = Object.keys(values).find((name) => !template.parameters.some((each) => each.name === name));
  if (extra !== undefined) return { name: extra, reason: 'the template has no such place' };
  for (const { name, type, defaultValue } of template.parameters) {
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) || defaultValue;
    if (value === undefined) return { name, reason: 'it must be given' };
    const reason = PROBLEM_OF[type](value.trim());
    if (reason !== undefined) return { name, reason };
    known.set(name, value.trim());
  }
  return template.render((name) => known.get(name) ?? '', currency);
}
