export { questions } from './arbitrary-questions.ts';
export { type InterpreterContext, interpret, interpretNodes, type NodeVerdict } from './interpreter.ts';
export { earlyThenLate, evenThenAll } from './known-readers.ts';
export { LIVE_PROPERTIES, type LiveProperty } from './live-properties.ts';
export { type OpenCase, openCase, type TreeCase, treeCases } from './tree-case.ts';
export { TREE_PROPERTIES, type TreeProperty } from './tree-properties.ts';
export { turningInstants } from './turning-instants.ts';
