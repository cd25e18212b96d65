import { constants, type Http2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { HttpResponse } from './http-types.ts';

/** GOAWAY with this id says: open nothing new here, but all that is under way will be served. */
const LAST_POSSIBLE_STREAM_ID = 2 ** 31 - 1;

/**
 * How long a client may take to confirm that it has seen the GOAWAY. Not longer, because an idle Node client answers
 * GOAWAY by ending its session without answering the ping.
 */
const GOAWAY_CONFIRM_MS = 200;

/**
 * Closes an HTTP/2 session without losing a call: announce, wait until the client must have seen it, then
 * refuse new streams and end when the last open one has.
 */
function closeGracefully(session: Http2Session): void {
  if (session.closed || session.destroyed) return;
  session.goaway(constants.NGHTTP2_NO_ERROR, LAST_POSSIBLE_STREAM_ID);
  const finish = () => {
    clearTimeout(timer);
    if (!session.closed && !session.destroyed) session.close();
  };
  const timer = setTimeout(finish, GOAWAY_CONFIRM_MS);
  // The answer to a ping sent after GOAWAY comes after every stream opened before it was seen.
  if (!session.ping(finish)) finish();
}

/** The open connections of a server and the way to end them. */
export class ConnectionSet {
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new Set<Http2Session>();
  #draining = false;
  #closeIdleHttp1 = () => {};
  #noteEmpty = () => {};

  /** Counts a connection until it closes. */
  addSocket(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) this.#noteEmpty();
    });
    // Errors show as the close that follows them.
    socket.on('error', () => {});
  }

  /** Counts an HTTP/2 session until it closes. */
  addSession(session: Http2Session): void {
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
    session.on('error', () => {});
    if (this.#draining) closeGracefully(session);
  }

  /** While draining, makes an HTTP/1.1 connection end with its response. */
  noteRequest(response: HttpResponse): void {
    if (!this.#draining) {
      response.once('close', () => this.#draining && setImmediate(this.#closeIdleHttp1));
      return;
    }
    if (!('stream' in response)) response.setHeader('connection', 'close');
  }

  /** Lets calls finish within the budget, then cuts what is left and gives its number. */
  async drain(budgetMs: number, closeIdleHttp1: () => void): Promise<number> {
    this.#draining = true;
    this.#closeIdleHttp1 = closeIdleHttp1;
    closeIdleHttp1();
    for (const session of this.#sessions) closeGracefully(session);
    for (const socket of this.#sockets) {
      // Connections that have not yet said a byte have no call to lose.
      if (socket.bytesRead === 0) socket.destroy();
    }
    await this.#emptyWithin(budgetMs);
    const left = [...this.#sockets];
    for (const socket of left) socket.destroy();
    return left.length;
  }

  async #emptyWithin(budgetMs: number): Promise<void> {
    if (this.#sockets.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#noteEmpty = resolve;
    const timer = setTimeout(resolve, budgetMs);
    await promise;
    clearTimeout(timer);
  }
}
