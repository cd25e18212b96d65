import {
  PREDICTION_BANDS,
  PREDICTIONS,
  type PredictionLeaf,
  type PredictionName,
} from '../tree/prediction.ts';
import { readWords } from './read-literal.ts';
import { readNumberTest } from './read-value-test.ts';
import type { TokenStream } from './token-stream.ts';

const NAMES = Object.keys(PREDICTIONS).filter(isPrediction);

/** Behind the word `prediction`: `(churn) >= 50 %`, `(churn) in (high, very_high)`. */
export function readPrediction(stream: TokenStream): PredictionLeaf {
  stream.expect('(');
  const of = stream.expectAny(NAMES);
  stream.expect(')');
  const { type, banded } = PREDICTIONS[of];
  if (banded && standsBand(stream)) {
    return { kind: 'prediction', of, test: { op: 'in', values: readWords(stream, PREDICTION_BANDS) } };
  }
  return { kind: 'prediction', of, test: readNumberTest(stream, type) };
}

/** Numbers stand bare behind `=`, behind `[`, or second behind `in (`. */
function standsBand(stream: TokenStream): boolean {
  const { raw } = stream.peek();
  if (raw === '=') return stream.peek(1).kind !== 'number';
  return raw === 'in' && stream.peek(1).raw === '(' && stream.peek(2).kind !== 'number';
}

function isPrediction(name: string): name is PredictionName {
  return Object.hasOwn(PREDICTIONS, name);
}
