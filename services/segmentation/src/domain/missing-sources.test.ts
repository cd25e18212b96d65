import { describe, expect, test } from '@jest/globals';
import { type Condition, parseCondition } from '@perennial/conditions';
import { missingSources } from './missing-sources.ts';

const parse = (text: string): Condition => parseCondition(text, { currency: 'EUR', minorPerUnit: 100 });
const nothing = () => undefined;

describe('what a condition asks for and is not there (PRED-22, SEG-5)', () => {
  test('is the model, the model of spend, or the groups, each once, however deep it is asked for', () => {
    const asking = parse(
      'prediction(churn) = high and not (prediction(value) > 1 EUR or affinity group = 1) or ordered()',
    );
    expect(missingSources(asking, {}, nothing)).toEqual(['model', 'groups']);
    expect(missingSources(asking, { forecaster: { knowsValues: false } }, nothing)).toEqual([
      'spend_model',
      'groups',
    ]);
    expect(missingSources(asking, { forecaster: { knowsValues: true }, groups: {} }, nothing)).toEqual([]);
    expect(missingSources(parse('ordered() count > 2'), {}, nothing)).toEqual([]);
  });

  test('is the model of channels', () => {
    const asking = parse('not best channel = email');
    expect(missingSources(asking, {}, nothing)).toEqual(['channel_model']);
    expect(missingSources(asking, { channels: {} }, nothing)).toEqual([]);
  });

  test('is found through the segments that it names', () => {
    const named: Record<string, Condition> = {
      outer: parse('member of inner and member of inner'),
      inner: parse('prediction(churn) = high'),
    };
    const conditionOf = ({ id }: { id: string }) => named[id];
    expect(missingSources(parse('not member of outer'), {}, conditionOf)).toEqual(['model']);
    expect(missingSources(parse('member of gone'), {}, conditionOf)).toEqual([]);
  });
});
