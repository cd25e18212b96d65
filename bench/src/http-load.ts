import { connect, type Socket } from 'node:net';

/** One answer of the server. */
export interface Answer {
  status: number;
  body: string;
  /** From the first byte written to the last byte read, in ms. */
  tookMs: number;
}

/**
 * A keep-alive HTTP/1.1 connection that sends prepared bytes, one request at a time. It does as little as it can, because the
 * load generator shares two cores with what it measures.
 */
class LoadConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { sentAtMs: number; resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection')));
  }

  static open(url: string): Promise<LoadConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new LoadConnection(socket)));
      socket.once('error', reject);
    });
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { sentAtMs: performance.now(), resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) {
      this.#waiting?.reject(new Error(`An answer without content-length: ${head.slice(0, 200)}`));
      return;
    }
    if (this.#received.length < headEnd + 4 + length) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    const body = this.#received.toString('utf8', headEnd + 4, headEnd + 4 + length);
    this.#received = Buffer.alloc(0);
    waiting?.resolve({
      status: Number(head.slice(9, 12)),
      body,
      tookMs: performance.now() - waiting.sentAtMs,
    });
  }
}

/** A whole POST request as bytes. */
export function postRequest(url: string, path: string, key: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${bytes.length}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
}

/** Sends all requests over `connections` at once, each as soon as one is free. */
export async function sendAll(
  url: string,
  requests: readonly Buffer[],
  connections: number,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await LoadConnection.open(url);
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        answers.push(await connection.send(request));
      }
      connection.close();
    }),
  );
  return answers;
}

/**
 * Sends requests at a fixed rate, whether or not earlier ones are answered (open loop): latencies hold the time that a request
 * waited for a connection, so a slow server cannot hide behind a slow sender.
 */
export async function sendAtRate(
  url: string,
  requests: readonly Buffer[],
  requestsPerSecond: number,
  connections: number,
): Promise<Answer[]> {
  const free = await Promise.all(Array.from({ length: connections }, () => LoadConnection.open(url)));
  const all = [...free];
  const waiting: ((connection: LoadConnection) => void)[] = [];
  const take = (): Promise<LoadConnection> => {
    const connection = free.pop();
    return connection === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(connection);
  };
  const give = (connection: LoadConnection): void => {
    const taker = waiting.shift();
    if (taker === undefined) free.push(connection);
    else taker(connection);
  };
  const startedAtMs = performance.now();
  const sent = requests.map(async (request, index) => {
    const dueMs = startedAtMs + (index * 1000) / requestsPerSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    const connection = await take();
    const answer = await connection.send(request);
    give(connection);
    return { ...answer, tookMs: performance.now() - dueMs };
  });
  const answers = await Promise.all(sent);
  for (const connection of all) connection.close();
  return answers;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
