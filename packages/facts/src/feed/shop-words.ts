import {
  type Source,
  SourceClass,
  type Store,
  StoreKind,
} from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { StoreKind as StoreKindText, StoreRecord } from '../record.ts';
import { NO_SOURCE, type SourceFact } from '../source.ts';

const SOURCE_CLASSES: Partial<Record<SourceClass, string>> = {
  [SourceClass.ADV]: 'adv',
  [SourceClass.EMAIL]: 'email',
  [SourceClass.SMS]: 'sms',
  [SourceClass.UTM]: 'utm',
  [SourceClass.SEARCH]: 'search',
  [SourceClass.REFERRAL]: 'referral',
  [SourceClass.DIRECT]: 'direct',
};

/** Click ids and what else only the class was found from stay behind. */
export function sourceOfMessage(source: Source | undefined): SourceFact {
  if (source === undefined) return NO_SOURCE;
  const { paid, utmSource, utmMedium, utmCampaign, utmTerm, utmContent, utmId } = source;
  const { referrerHost, searchTerm, channel } = source;
  return {
    ...{ sourceClass: SOURCE_CLASSES[source.sourceClass] ?? '', paid, utmSource, utmMedium, utmCampaign },
    ...{ utmTerm, utmContent, utmId, referrerHost, searchTerm, channel },
  };
}

/** `''` when unknown. */
export function storeKindText(store: Store | undefined): StoreKindText {
  if (store?.kind === StoreKind.ONLINE) return 'online';
  return store?.kind === StoreKind.STATIONARY ? 'stationary' : '';
}

/** What a message says of a store; unset fields say nothing. */
export function toldOfStore(
  store: Store,
): Omit<StoreRecord, 'authority' | 'time' | 'recordedTime' | 'eventId'> {
  const { storeId, name, address } = store;
  const storeKind = storeKindText(store);
  const texts = Object.entries({
    ...{ storeKind, name, city: address?.city, postalCode: address?.postalCode, country: address?.country },
  });
  const told = Object.fromEntries(texts.filter(([, text]) => text !== undefined && text !== ''));
  return { kind: 'store', storeId, ...told };
}
