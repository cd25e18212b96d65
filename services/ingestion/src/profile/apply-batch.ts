import type { Bus, Message } from '@perennial/bus';
import { GUEST } from '../domain/identity-node.ts';
import { Turns } from '../turns.ts';
import { applyCustomerNews } from './apply-customers.ts';
import { applyGuestNews } from './apply-guests.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { CustomerState } from './customer-state.ts';
import { StaleProfileError } from './customer-store.ts';
import { type CustomerNews, type MoveNews, type News, readNews } from './incoming-event.ts';
import type { ProfileStores } from './profile-stores.ts';
import type { CatalogueNews } from './read-catalogue-news.ts';

/** Customers kept in memory between batches, so that a living shop's are not read for each event. */
const CACHED_CUSTOMERS = 20_000;

/** Another owner of the partition can come between only while a lease changes hands. */
const MAX_TRIES_WHEN_STALE = 3;

/** Handler of the reader `profile`: folds batches of EVENTS into the documents. One batch at a time. */
export function createBatchHandler(
  bus: Bus,
  stores: ProfileStores,
): (messages: readonly Message[]) => Promise<void> {
  const states = new BoundedCache<string, CustomerState>(CACHED_CUSTOMERS);
  return async (messages) => {
    const news = await readAllNews(messages);
    for (let tries = 1; ; tries += 1) {
      try {
        for (const [tenant, ofTenant] of Map.groupBy(news, (item) => item.tenant)) {
          await applyNews({ bus, stores, states, afresh: tries > 1 }, tenant, ofTenant);
        }
        return;
      } catch (error) {
        // What is in memory may be ahead of the store now.
        states.clear();
        if (!(error instanceof StaleProfileError) || tries >= MAX_TRIES_WHEN_STALE) throw error;
      }
    }
  };
}

async function readAllNews(messages: readonly Message[]): Promise<News[]> {
  const turns = new Turns();
  const news: News[] = [];
  for (const message of messages) {
    if (turns.isOver) await turns.next();
    news.push(readNews(message));
  }
  return news;
}

async function applyNews(
  writer: Parameters<typeof applyCustomerNews>[0],
  tenant: string,
  news: readonly News[],
): Promise<void> {
  const moves = partOf(news.filter(isMove));
  const events = partOf(news.filter(isEvent));
  const catalogue = news.filter(isCatalogue);
  const { products, stores } = writer.stores;
  await products.apply(
    tenant,
    catalogue.filter(({ kind }) => kind === 'product'),
  );
  await stores.apply(
    tenant,
    catalogue.filter(({ kind }) => kind === 'store'),
  );
  await applyGuestNews(writer, tenant, moves.ofGuests, events.ofGuests);
  await applyCustomerNews(writer, tenant, moves.ofCustomers, events.ofCustomers);
}

function partOf<N extends { customerId: string }>(news: readonly N[]): { ofGuests: N[]; ofCustomers: N[] } {
  return {
    ofGuests: news.filter(({ customerId }) => customerId === GUEST),
    ofCustomers: news.filter(({ customerId }) => customerId !== GUEST),
  };
}

function isMove(news: News): news is MoveNews {
  return news.kind === 'move';
}

function isEvent(news: News): news is CustomerNews {
  return news.kind === 'event';
}

function isCatalogue(news: News): news is CatalogueNews {
  return news.kind === 'product' || news.kind === 'store';
}
