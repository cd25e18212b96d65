export { type EmbeddedStoreOptions, openEmbeddedStore } from './embedded-store.ts';
export type { MongoStoreOptions } from './mongo-store.ts';
export { openMongoStore } from './open-mongo-store.ts';
export { StoreInputError } from './plain-value.ts';
export {
  type BulkOperation,
  type BulkResult,
  type Collection,
  type Cursor,
  DuplicateKeyError,
  type FieldOperators,
  type Filter,
  type FindOptions,
  type IndexOptions,
  type Sort,
  type Store,
  type StoreDocument,
  type Update,
  type UpdateResult,
} from './port.ts';
