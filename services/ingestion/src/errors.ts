import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';
import type { BodyRefusal } from './domain/parse-body.ts';
import type { RefusalReason } from './domain/refusal.ts';

type Row = { code: Code; message: string; fix: string };

const item = (message: string, fix: string): Row => ({ code: Code.InvalidArgument, message, fix });

/** Reasons of refused items; they come in the answer, and as an error where a call has no good item. */
const REFUSALS = {
  ITEM_FIELD_MISSING: item('a required field is missing', 'Send the field that the refusal names.'),
  ITEM_FIELD_INVALID: item('a field has a wrong value', 'Correct the field that the refusal names.'),
  ITEM_FIELD_TOO_LONG: item('a text is too long', 'Shorten the field that the refusal names.'),
  ITEM_KEY_FORBIDDEN: item('an object holds a forbidden key', 'Rename __proto__, constructor and prototype.'),
  ITEM_TOO_LARGE: item('an item is larger than 32 KB', 'Send less in its properties.'),
  ITEM_TOO_DEEP: item('an object nests too deep', 'Flatten it to at most 8 levels.'),
  ITEM_TYPE_UNKNOWN: item('an item is of no known type', 'Use one of the types of the HTTP API.'),
  ITEM_IDENTITY_MISSING: item('an item names nobody', 'Send userId, anonymousId, email or phone.'),
  ITEM_TIME_INVALID: item('a time cannot be read', 'Send ISO 8601 with a zone.'),
  ITEM_TIME_IN_FUTURE: item(
    'a time lies more than an hour ahead',
    'Check the clock of the sender, or send sentAt.',
  ),
  ITEM_TIME_TOO_OLD: item('a time lies before 1970', 'Send a later time.'),
  ITEM_NOT_FOR_PUBLIC_KEY: item('a public key may not send this', 'Send it from a server with a secret key.'),
  ORDER_TOO_MANY_LINES: item('an order has too many lines', 'Send at most 2,000 lines (200 in GA4 form).'),
  ORDER_AMOUNT_INVALID: item('an amount cannot be counted with', 'Send a number of at least 0.'),
  ORDER_DISCOUNT_TOO_LARGE: item(
    'a discount is above what it is taken off',
    'Send prices before the discount.',
  ),
  ORDER_CURRENCY_UNKNOWN: item('a currency is not of ISO 4217', 'Send a code such as EUR.'),
  ORDER_CURRENCY_WITHOUT_RATE: item(
    'an amount is in another currency without a rate',
    'Send exchange_rate, or set the rate in the table of the tenant.',
  ),
  REFUND_WITHOUT_ORDER_OR_VALUE: item(
    'a refund says neither order nor value',
    'Send order_id, amount or lines.',
  ),
} satisfies Record<RefusalReason, Row>;

/** Reasons for which a whole call is refused. */
const BODY_REFUSALS = {
  BODY_NOT_JSON: item('the body is not JSON', 'Send valid JSON in UTF-8.'),
  BODY_EMPTY: item('the body holds no item', 'Send at least one item.'),
  BODY_WRONG_FORM: item(
    'the body has not the form of this route',
    'Send an object, or the list that it takes.',
  ),
  BODY_TOO_MANY_ITEMS: item('the body holds more than 2,000 items', 'Split it over several calls.'),
} satisfies Record<BodyRefusal, Row>;

/** The error catalogue of the door and of the tenants. */
export const ingestionErrors = defineErrors({
  ...REFUSALS,
  ...BODY_REFUSALS,
  BODY_TOO_LARGE: {
    code: Code.ResourceExhausted,
    message: 'the body is larger than {max_bytes} bytes',
    fix: 'Split it over several calls.',
    httpStatus: 413,
  },
  DOOR_UNKNOWN: {
    code: Code.InvalidArgument,
    message: 'the call names no known door',
    fix: 'Set door to one of the values of IngestDoor.',
  },
  INTAKE_UNAVAILABLE: {
    code: Code.Unavailable,
    message: 'the items could not be made durable',
    fix: 'Send the same call again, with the same message ids: what was stored is not stored twice.',
    retryable: true,
  },
  TENANT_CURRENCY_UNKNOWN: {
    code: Code.InvalidArgument,
    message: 'the currency {currency} is not of ISO 4217',
    fix: 'Send a code such as EUR.',
  },
  TENANT_TIME_ZONE_UNKNOWN: {
    code: Code.InvalidArgument,
    message: 'the time zone is not in the IANA database',
    fix: 'Send a name such as Europe/Berlin.',
  },
  TENANT_SETTING_FIXED: {
    code: Code.FailedPrecondition,
    message: '{setting} cannot change once there are orders',
    fix: 'Leave it as it is, or start a new tenant.',
  },
  TENANT_CHANGED_MEANWHILE: {
    code: Code.Aborted,
    message: 'the settings were changed since they were read',
    fix: 'Read them again, and repeat the change with the new etag.',
  },
});
