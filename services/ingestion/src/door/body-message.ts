import type { JsonBody, JsonCall } from './json-body.ts';

export interface ToBodyWorker {
  id: number;
  call: JsonCall;
}

export type FromBodyWorker =
  | { ready: true }
  | { id: number; body: JsonBody }
  /** Of an error that is a fault of ours: bad bodies are told in `body`. */
  | { id: number; failure: string };
