import type { CustomerContacts } from '../contacts/customer-contacts.ts';
import { PURCHASE_CELLS } from '../contacts/purchase-cell.ts';
import { ShareTally } from '../shares/share-tally.ts';

/** Plain sums. */
export interface ChannelTotals {
  customers: number;
  contacts: number;
  /** Contacts that led to an order. */
  conversions: number;
  /** Net value of the orders credited to the channel. */
  netMinor: number;
}

interface ChannelTally {
  readonly channel: string;
  readonly totals: ChannelTotals;
  readonly cells: readonly ShareTally[];
  readonly cellTotals: readonly ChannelTotals[];
}

/** What is counted of all customers' contacts before the model is fitted. */
export class ChannelTallies {
  readonly #byChannel = new Map<string, ChannelTally>();

  /** Adds a customer. */
  add(contacts: CustomerContacts): void {
    for (const [channel, cells] of contacts.byChannel) {
      const { totals, cells: tallies, cellTotals } = this.#of(channel);
      totals.customers += 1;
      for (const [cell, counts] of cells) {
        tallies[cell].add([counts.conversions, counts.contacts - counts.conversions]);
        cellTotals[cell].customers += 1;
        for (const sums of [totals, cellTotals[cell]]) {
          sums.contacts += counts.contacts;
          sums.conversions += counts.conversions;
          sums.netMinor += counts.netMinor;
        }
      }
    }
  }

  /** By name. */
  channels(): ChannelTally[] {
    return [...this.#byChannel.values()].sort((left, right) => (left.channel < right.channel ? -1 : 1));
  }

  /** Cells of a channel that reached nobody. */
  noContacts(): ShareTally[] {
    return PURCHASE_CELLS.map(() => new ShareTally(2));
  }

  #of(channel: string): ChannelTally {
    const known = this.#byChannel.get(channel);
    if (known !== undefined) return known;
    const tally = {
      channel,
      totals: noTotals(),
      cells: this.noContacts(),
      cellTotals: PURCHASE_CELLS.map(noTotals),
    };
    this.#byChannel.set(channel, tally);
    return tally;
  }
}

function noTotals(): ChannelTotals {
  return { customers: 0, contacts: 0, conversions: 0, netMinor: 0 };
}
