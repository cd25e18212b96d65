export { DAY_MS } from './calendar.ts';
export type { Door, SampleItem } from './item.ts';
export { pastOf, SampleShop, type ShopOptions, simulate } from './shop.ts';
