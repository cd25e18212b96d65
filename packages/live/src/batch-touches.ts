import type { Touch } from './origin.ts';

/** What a batch of messages touched. */
export interface Touches {
  /** By customer index, in the order in which they were touched first. */
  customers: ReadonlyMap<number, Touch>;
  /** Absent when no message told of products or stores. */
  catalogue?: Touch;
}

/** Touches of one batch that comes in parts, as if it had come as a whole. */
export class BatchTouches implements Touches {
  readonly customers = new Map<number, Touch>();
  catalogue?: Touch;

  add({ customers, catalogue }: Touches): void {
    for (const [customer, touch] of customers) {
      this.customers.set(customer, together(this.customers.get(customer), touch));
    }
    if (catalogue !== undefined) this.catalogue = catalogue;
  }

  clear(): void {
    this.customers.clear();
    delete this.catalogue;
  }
}

function together(before: Touch | undefined, touch: Touch): Touch {
  if (before === undefined) return touch;
  const { messageTypes, ...own } = touch;
  if (messageTypes === undefined || before.messageTypes === undefined) return own;
  return { ...own, messageTypes: new Set([...before.messageTypes, ...messageTypes]) };
}
