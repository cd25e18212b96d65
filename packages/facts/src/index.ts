export { HIDDEN as HIDDEN_ATTRIBUTE } from './attributes/attribute-table.ts';
export type { AttributeChunk, EventChunk } from './bulk-behaviour.ts';
export type { OrderChunk } from './bulk-load.ts';
export type { DictionaryView } from './columns/dictionary-view.ts';
export { hash53 } from './columns/hash.ts';
export { HIDDEN as HIDDEN_EVENT } from './events/event-table.ts';
export { Facts } from './facts.ts';
export type {
  CatalogueView,
  DictionaryName,
  FactsColumns,
  LedgerColumns,
  RowColumns,
  ShardColumns,
} from './facts-columns.ts';
export {
  type AppliedBatch,
  type FactsFeed,
  type FactsFeedOptions,
  startFactsFeed,
} from './feed/facts-feed.ts';
export { type MessageRecords, recordsOfMessage } from './feed/records-of-message.ts';
export { HIDDEN, LIVE, NO_ORDER, ORDER, REFUND, VOID } from './ledger/ledger-table.ts';
export type { FactsImage } from './mirror/facts-image.ts';
export type { FactsImages } from './mirror/facts-images.ts';
export { FactsMirror } from './mirror/facts-mirror.ts';
export { NAMED_NODE_KINDS, type NamedNodeKind } from './node-kinds.ts';
export type { ChangedCustomers } from './postings/changed-customers.ts';
export type { EventRun } from './postings/event-run.ts';
export type { LedgerRun } from './postings/ledger-run.ts';
export type { PostingList } from './postings/line-postings.ts';
export type { NewestOfName } from './postings/newest-of-name.ts';
export { KEYS, type KeyColumn, OrderKeys } from './postings/order-keys.ts';
export { dayOf } from './postings/posting-columns.ts';
export { WORTH_ASKED, WORTH_NOTHING } from './postings/row-worth.ts';
export type { ShardIndexes } from './postings/shard-indexes.ts';
export { firstAtOrAfter } from './postings/time-order.ts';
export type { KeyedTotals, OrderTotals } from './postings/total-columns.ts';
export type {
  AsOf,
  CustomerEventRollup,
  CustomerEventSpan,
  CustomerRollup,
  EventRollup,
  EventRollupQuery,
  EventView,
  LedgerCursor,
  LineView,
  OrderView,
  ProductView,
  RefundView,
  Rollup,
  RollupFigure,
  RollupQuery,
  StoreView,
  VisitOptions,
  Window,
} from './read.ts';
export { rollingWindowStart } from './read.ts';
export type { FactsReader } from './reader.ts';
export type {
  AttributeRecord,
  AttributeValue,
  CancellationRecord,
  EventRecord,
  FactRecord,
  LedgerRecord,
  LineRecord,
  NodeMovedRecord,
  OrderRecord,
  ProductRecord,
  RefundRecord,
  StoreKind,
  StoreRecord,
  Version,
} from './record.ts';
export type { Positions } from './snapshot/manifest.ts';
export { NO_SOURCE, type SourceFact, sourceFact, sourceOfText } from './source.ts';
export { isHit, MESSAGE_EVENTS } from './visits/hits.ts';
export type { SourceForm } from './visits/settled-source.ts';
export { settledSource } from './visits/settled-source.ts';
export type { SourceCodes } from './visits/source-codes.ts';
export { showsSource, sourceKeyOf } from './visits/source-key.ts';
export { VisitCourse } from './visits/visit-course.ts';
export { type Hit, type Visit, type VisitSpan, visitAt, visitsOf } from './visits/visits.ts';
