import { type Baskets, basketsOfCustomers, filterBaskets } from '../baskets/baskets.ts';

/** Baskets to learn from, and one later basket a customer to foretell. */
export interface HoldOut {
  readonly past: Baskets;
  /** By customer; undefined where there is nothing to foretell, or no past to do it from. */
  readonly held: readonly (ReadonlySet<number> | undefined)[];
}

/** Learns from what was before an instant and foretells each customer's first basket from then on: nothing of the future is known. */
export function holdOutFrom(baskets: Baskets, fromMs: number): HoldOut {
  const held = heldBaskets(baskets, (first, end) => {
    let basket = first;
    while (basket < end && (baskets.timeMs[basket] as number) < fromMs) basket += 1;
    return basket;
  });
  return {
    past: filterBaskets(baskets, (basket) => (baskets.timeMs[basket] as number) < fromMs),
    held: held.map((basket) => productSet(baskets, basket)),
  };
}

/** Foretells each customer's last basket from all other baskets, also the later ones of other customers: the usual measure, a little too kind. */
export function holdOutLast(baskets: Baskets): HoldOut {
  const held = heldBaskets(baskets, (_, end) => end - 1);
  const heldOut = new Set(held);
  return {
    past: filterBaskets(baskets, (basket) => !heldOut.has(basket)),
    held: held.map((basket) => productSet(baskets, basket)),
  };
}

function heldBaskets(
  baskets: Baskets,
  choose: (first: number, end: number) => number,
): (number | undefined)[] {
  const start = basketsOfCustomers(baskets);
  return baskets.customerIds.map((_, customer) => {
    const [first, end] = [start[customer] as number, start[customer + 1] as number];
    const basket = choose(first, end);
    return basket > first && basket < end ? basket : undefined;
  });
}

function productSet({ contents }: Baskets, basket: number | undefined): ReadonlySet<number> | undefined {
  if (basket === undefined) return undefined;
  return new Set(contents.member.subarray(contents.start[basket], contents.start[basket + 1]));
}
