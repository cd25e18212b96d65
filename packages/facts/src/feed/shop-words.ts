import {
  type Source,
  SourceClass,
  type Store,
  StoreKind,
} from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { StoreKind as StoreKindText } from '../record.ts';

const SOURCE_CLASSES: Partial<Record<SourceClass, string>> = {
  [SourceClass.ADV]: 'adv',
  [SourceClass.EMAIL]: 'email',
  [SourceClass.SMS]: 'sms',
  [SourceClass.UTM]: 'utm',
  [SourceClass.SEARCH]: 'search',
  [SourceClass.REFERRAL]: 'referral',
  [SourceClass.DIRECT]: 'direct',
};

/** `''` when unknown. */
export function sourceClassText(source: Source | undefined): string {
  return source === undefined ? '' : (SOURCE_CLASSES[source.sourceClass] ?? '');
}

/** `''` when unknown. */
export function storeKindText(store: Store | undefined): StoreKindText {
  if (store?.kind === StoreKind.ONLINE) return 'online';
  return store?.kind === StoreKind.STATIONARY ? 'stationary' : '';
}
