import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EnvelopeError, envelopeFromHeaders, envelopeHeaders } from './envelope.ts';

const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
const envelopes = fc.record({
  id: fc.string({ minLength: 1, unit: 'grapheme' }),
  source: fc.webPath(),
  type: fc.constantFrom('perennial.order_completed.v1', 'perennial.behaviour_recorded.v1'),
  tenant: fc.stringMatching(/^[a-z0-9_-]{1,63}$/),
  partitionKey: fc.string({ minLength: 1 }),
  timeMs: ms,
  recordedTimeMs: ms,
});

describe('CloudEvents headers', () => {
  test('come back as the envelope that went in', () => {
    fc.assert(
      fc.property(envelopes, (envelope) =>
        expect(envelopeFromHeaders(envelopeHeaders(envelope))).toEqual(envelope),
      ),
    );
  });

  test('hold printable ASCII only, so that no value can break a header', () => {
    fc.assert(
      fc.property(envelopes, (envelope) =>
        expect(Object.values(envelopeHeaders(envelope)).join('')).toMatch(/^[\x20-\x7e]*$/),
      ),
    );
  });

  test('that lack a required attribute are refused by name', () => {
    expect(() => envelopeFromHeaders({ 'ce-id': '1' })).toThrow(
      new EnvelopeError('CloudEvents attribute ce-source is missing'),
    );
  });
});
