import type { TextMapGetter, TextMapSetter } from '@opentelemetry/api';

/** Reads and writes trace context in fetch headers. */
export const fetchHeaders: TextMapGetter<Headers> & TextMapSetter<Headers> = {
  get: (carrier, key) => carrier.get(key) ?? undefined,
  set: (carrier, key, value) => carrier.set(key, value),
  keys: (carrier) => [...carrier.keys()],
};

/** Reads and writes trace context in message headers; names are lower case, as the bus minds the case. */
export const messageHeaders: TextMapGetter<Record<string, string>> & TextMapSetter<Record<string, string>> = {
  get: (carrier, key) => (Object.hasOwn(carrier, key.toLowerCase()) ? carrier[key.toLowerCase()] : undefined),
  set: (carrier, key, value) => {
    carrier[key.toLowerCase()] = value;
  },
  keys: (carrier) => Object.keys(carrier),
};
