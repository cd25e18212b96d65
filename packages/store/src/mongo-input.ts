import type { AnyBulkWriteOperation, Filter as DriverFilter, UpdateFilter } from 'mongodb';
import { parseFilter } from './parse-filter.ts';
import { parseUpdate } from './parse-update.ts';
import { assertDocument, type Fields, fieldsOf } from './plain-value.ts';
import type { BulkOperation, StoreDocument } from './port.ts';
import { assertUpsertHasId } from './upsert-seed.ts';

/** Documents as the driver sees them: a string `_id` and whatever else. */
export type DriverDocument = Fields & { _id: string };

// The casts below turn the port's types, which these functions have just checked at run time, into the driver's.

export function checkedDocument(document: StoreDocument, collection: string): DriverDocument {
  const fields: DriverDocument = { ...document };
  assertDocument(fields, collection);
  return fields;
}

export function checkedFilter(filter: Fields): DriverFilter<DriverDocument> {
  parseFilter(filter);
  return filter as DriverFilter<DriverDocument>;
}

export function checkedUpdate(filter: Fields, update: object, upsert = false): UpdateFilter<DriverDocument> {
  const fields = fieldsOf(update);
  const parsed = parseUpdate(fields);
  if (upsert) assertUpsertHasId(parseFilter(filter), parsed);
  return fields as UpdateFilter<DriverDocument>;
}

export function checkedOperation<T extends StoreDocument>(
  operation: BulkOperation<T>,
  collection: string,
): AnyBulkWriteOperation<DriverDocument> {
  if ('insertOne' in operation) {
    return { insertOne: { document: checkedDocument(operation.insertOne.document, collection) } };
  }
  if ('deleteOne' in operation) return { deleteOne: { filter: checkedFilter(operation.deleteOne.filter) } };
  if ('replaceOne' in operation) {
    const { filter, replacement, upsert = false } = operation.replaceOne;
    const checked = checkedDocument(replacement, collection);
    return { replaceOne: { filter: checkedFilter(filter), replacement: checked, upsert } };
  }
  const { filter, update, upsert = false } = operation.updateOne;
  return {
    updateOne: { filter: checkedFilter(filter), update: checkedUpdate(filter, update, upsert), upsert },
  };
}
