import { describe, expect, test } from '@jest/globals';
import { type Condition, type NamedText, type RowSet, textsOf } from '@perennial/conditions';
import fc from 'fast-check';
import { openCase, treeCases } from '../testing/tree-case.ts';
import { unknownTexts } from './unknown-texts.ts';

/** Behind every record. */
const LAST = { at: 3_000_000_000_000 };
const EVENT_TYPES = ['visit_started', 'product_viewed', 'cart_added', 'message_opened'];

/** Asks who has a text, whatever else the condition asked. */
function whoHas({ thing, text }: NamedText): Condition | undefined {
  switch (thing.of) {
    case 'field': {
      const { field, rows, test } = thing;
      const eventTypes = rows === 'event' ? EVENT_TYPES : [];
      return anyOf({ rows, eventTypes, filter: { kind: 'field', field, test } });
    }
    case 'event_type':
      return anyOf({ rows: 'event', eventTypes: [text] });
    case 'attribute':
      return { kind: 'attribute', name: text, test: { op: 'set' } };
    case 'attribute_value':
      return { kind: 'attribute', name: thing.name, test: thing.test };
    case 'tag':
      return { kind: 'tag', tag: text };
    default:
      return undefined;
  }
}

function anyOf(set: RowSet): Condition {
  return { kind: 'rows', set, quantifier: 'any', perOrder: false };
}

describe('a text that is told to be unknown', () => {
  test('is one that nobody has', () => {
    fc.assert(
      fc.property(treeCases, (treeCase) => {
        const { facts, interpret } = openCase(treeCase);
        const texts = treeCase.conditions.flatMap(textsOf);
        for (const unknown of unknownTexts(texts, facts.columns(), texts.length)) {
          const asked = whoHas(unknown);
          if (asked === undefined) continue;
          for (let customer = 0; customer < facts.customerCount; customer += 1)
            expect([unknown, facts.isActive(customer) && interpret(asked, customer, LAST)]).toEqual([
              unknown,
              false,
            ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
