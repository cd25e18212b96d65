/**
 * The store port: the part of the MongoDB driver's own `Collection` that behaves the same on the embedded store and on
 * MongoDB. One document is the unit of atomicity; there are no transactions, change streams, `$lookup`, `$where` or `$expr`.
 */

/**
 * Every document has a string `_id` of at most 1024 bytes; everything else is plain data (string, number, boolean, null, Date,
 * bytes, arrays, objects). What is not, `undefined` above all, is refused with a `StoreInputError`.
 */
export interface StoreDocument {
  _id: string;
}

/**
 * Comparison operators of a filter. A filter is built by us and never taken from a caller. Do not put two bounds on a field
 * that holds arrays: whether two items may meet them differs between servers.
 */
export interface FieldOperators<V> {
  $eq?: V;
  $ne?: V;
  $gt?: V;
  $gte?: V;
  $lt?: V;
  $lte?: V;
  $in?: readonly V[];
  $nin?: readonly V[];
  $exists?: boolean;
}

/** Field path (dotted paths reach into sub-documents and arrays) to a value or operators; `$and` and `$or` nest. */
export type Filter<T> = {
  [K in keyof T]?:
    | T[K]
    | FieldOperators<T[K]>
    | (T[K] extends readonly (infer I)[] ? I | FieldOperators<I> : never);
} & {
  [path: `${string}.${string}`]: unknown;
  $and?: Filter<T>[];
  $or?: Filter<T>[];
};

/** Update operators. A field given `undefined` is refused: it would silently vanish. */
export interface Update<T> {
  $set?: Partial<T> | Record<string, unknown>;
  $unset?: Record<string, '' | true>;
  $inc?: Record<string, number>;
  $min?: Record<string, unknown>;
  $max?: Record<string, unknown>;
  /** A value, or `{ $each, $slice }` where a negative `$slice` keeps the last items. */
  $push?: Record<string, unknown>;
  /** A value, or `{ $each }`. */
  $addToSet?: Record<string, unknown>;
  /** A scalar, operators on the items, or a filter on the fields of the items. */
  $pull?: Record<string, unknown>;
  $setOnInsert?: Partial<T> | Record<string, unknown>;
}

/** 1 ascending, -1 descending, by field path in order of the keys. */
export type Sort = Record<string, 1 | -1>;

export interface FindOptions {
  sort?: Sort;
  limit?: number;
  skip?: number;
}

export interface Cursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

export type BulkOperation<T extends StoreDocument> =
  | { insertOne: { document: T } }
  | { updateOne: { filter: Filter<T>; update: Update<T>; upsert?: boolean } }
  | { replaceOne: { filter: Filter<T>; replacement: T; upsert?: boolean } }
  | { deleteOne: { filter: Filter<T> } };

export interface UpdateResult {
  matchedCount: number;
  modifiedCount: number;
  /** 1 when an upsert inserted. */
  upsertedCount: number;
}

export interface BulkResult extends UpdateResult {
  insertedCount: number;
  deletedCount: number;
  /** Index of each operation that failed on a unique key; the others were carried out (bulk writes are unordered). */
  duplicates: number[];
}

export interface IndexOptions {
  unique?: boolean;
  /** The document goes away this long after the Date in the (single) indexed field; at the latest a minute later. */
  expireAfterSeconds?: number;
}

export interface Collection<T extends StoreDocument> {
  find(filter: Filter<T>, options?: FindOptions): Cursor<T>;
  findOne(filter: Filter<T>, options?: FindOptions): Promise<T | null>;
  /** @throws DuplicateKeyError when `_id` or a unique index is taken. */
  insertOne(document: T): Promise<void>;
  updateOne(filter: Filter<T>, update: Update<T>, options?: { upsert?: boolean }): Promise<UpdateResult>;
  /** The document before or (default) after the update; null when nothing matched and no upsert was asked. */
  findOneAndUpdate(
    filter: Filter<T>,
    update: Update<T>,
    options?: { upsert?: boolean; returnDocument?: 'before' | 'after'; sort?: Sort },
  ): Promise<T | null>;
  replaceOne(filter: Filter<T>, replacement: T, options?: { upsert?: boolean }): Promise<UpdateResult>;
  deleteOne(filter: Filter<T>): Promise<number>;
  deleteMany(filter: Filter<T>): Promise<number>;
  /**
   * Unordered: each operation is atomic on its own, a failed one does not stop the rest. Fast path for readers. The operations stay
   * as they are until it resolves.
   */
  bulkWrite(operations: readonly BulkOperation<T>[]): Promise<BulkResult>;
  countDocuments(filter: Filter<T>): Promise<number>;
  /** Idempotent. Compound keys in the order given. */
  createIndex(keys: Sort, options?: IndexOptions): Promise<void>;
}

/** One database: each service owns its own and nobody else's. */
export interface Store {
  collection<T extends StoreDocument>(name: string): Collection<T>;
  /** Rejects when the store cannot be reached; used by readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A unique key is taken already; mostly read as "already done". */
export class DuplicateKeyError extends Error {
  readonly collection: string;
  constructor(collection: string, options?: ErrorOptions) {
    super(`A document with this unique key exists already in ${collection}`, options);
    this.name = 'DuplicateKeyError';
    this.collection = collection;
  }
}
