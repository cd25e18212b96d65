export {
  bestChannelOf,
  type ChannelCase,
  type ChannelQuestion,
  type ChosenChannel,
  candidatesOf,
  chooseChannel,
  exploreChannel,
} from './channels/best-channel.ts';
export {
  type ChannelKind,
  CONTACT_CHANNELS,
  channelOfSource,
  consentOfChannel,
  kindOfChannel,
} from './channels/channel.ts';
export { ChannelFinder, type FoundChannel } from './channels/channel-finder.ts';
export {
  type ChannelBeliefs,
  type ChannelModel,
  type ChannelRates,
  fitChannelModel,
  ratesOf,
} from './channels/channel-model.ts';
export { ChannelTallies, type ChannelTotals } from './channels/channel-tallies.ts';
export { type ChannelUse, type Consents, consentsOf, useOfChannel } from './channels/consent.ts';
export { ConsentReader, type ConsentsAt } from './channels/consent-reader.ts';
export { type ChannelEstimate, chanceOf, estimateChannel } from './channels/customer-channels.ts';
export type { Sureness } from './channels/sureness.ts';
export { ContactReader } from './contacts/contact-reader.ts';
export {
  type ContactCounts,
  type ContactWindow,
  CREDIT_DAYS,
  type CreditableOrder,
  type CustomerContacts,
  contactsOf,
  type Touch,
} from './contacts/customer-contacts.ts';
export { type ActiveMoments, type CustomerPast, PAST_DAYS } from './contacts/past-reader.ts';
export { PURCHASE_CELLS, type PurchaseCell } from './contacts/purchase-cell.ts';
export { type BestMoment, type BestSlot, bestMomentOf } from './moments/best-moment.ts';
export {
  countMoments,
  HOURS_A_DAY,
  type MomentCounts,
  nextMomentMs,
  WEEKDAYS,
} from './moments/moment-counts.ts';
export { fitMomentModel, type MomentModel, MomentTallies } from './moments/moment-model.ts';
export type { FittedShares } from './shares/fit-shares.ts';
export { intervalOf, type ShareInterval } from './shares/share-interval.ts';
export type { Shares } from './shares/shares.ts';
