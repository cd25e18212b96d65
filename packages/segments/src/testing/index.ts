export { type InterpreterContext, interpret, interpretNodes, type NodeVerdict } from './interpreter.ts';
