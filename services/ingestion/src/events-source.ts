import { SourceClass } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { Source, SourceClass as SourceClassName } from './domain/source.ts';

const CLASSES: Record<SourceClassName, SourceClass> = {
  adv: SourceClass.ADV,
  email: SourceClass.EMAIL,
  sms: SourceClass.SMS,
  utm: SourceClass.UTM,
  search: SourceClass.SEARCH,
  referral: SourceClass.REFERRAL,
  direct: SourceClass.DIRECT,
};

/** The contract's form of a source. */
export function sourceMessage(source: Source) {
  const { sourceClass, ...raw } = source;
  return { ...raw, sourceClass: CLASSES[sourceClass] };
}
