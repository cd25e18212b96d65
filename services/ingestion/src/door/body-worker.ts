import { parentPort } from 'node:worker_threads';
import type { FromBodyWorker, ToBodyWorker } from './body-message.ts';
import { type JsonBody, readJsonBody } from './json-body.ts';

const port = parentPort;
if (port === null) throw new Error('body-worker.ts runs as a worker thread');

function answer({ id, call }: ToBodyWorker): FromBodyWorker {
  try {
    return { id, body: readJsonBody(call) };
  } catch (thrown) {
    return { id, failure: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}

/** Memory that goes over instead of being copied. */
function memoryOf(body: JsonBody): ArrayBuffer[] {
  if ('bodyRefusal' in body) return [];
  return body.messages.flatMap(({ data }) => (data.buffer instanceof ArrayBuffer ? [data.buffer] : []));
}

port.on('message', (message: ToBodyWorker) => {
  const told = answer(message);
  port.postMessage(told, 'body' in told ? memoryOf(told.body) : []);
});
const ready: FromBodyWorker = { ready: true };
port.postMessage(ready);
