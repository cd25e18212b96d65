import type { Socket } from 'node:net';

/** What a connection speaks, told by its first bytes. */
export type WireProtocol = 'http1' | 'http2';

/** Start of the HTTP/2 connection preface; no HTTP/1.1 method begins so. */
const HTTP2_PREFACE_START = 'PRI ';

/** Decides by the bytes so far, or undefined where more are needed. */
export function protocolOf(firstBytes: Buffer): WireProtocol | undefined {
  const start = firstBytes.subarray(0, HTTP2_PREFACE_START.length).toString('latin1');
  if (start === HTTP2_PREFACE_START) return 'http2';
  return HTTP2_PREFACE_START.startsWith(start) ? undefined : 'http1';
}

/**
 * Reads as much of a new connection as tells its protocol, puts the bytes back and reports. A connection that
 * says nothing in time is closed.
 */
export function peekProtocol(
  socket: Socket,
  timeoutMs: number,
  found: (protocol: WireProtocol) => void,
): void {
  let firstBytes: Buffer = Buffer.alloc(0);
  const giveUp = () => socket.destroy();
  const timer = setTimeout(giveUp, timeoutMs).unref();
  const stop = () => {
    clearTimeout(timer);
    socket.off('readable', onReadable);
    socket.off('error', giveUp);
    socket.off('close', stop);
  };
  const onReadable = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    firstBytes = Buffer.concat([firstBytes, chunk]);
    const protocol = protocolOf(firstBytes);
    if (protocol === undefined) return;
    stop();
    socket.unshift(firstBytes);
    found(protocol);
  };
  socket.on('readable', onReadable);
  socket.on('error', giveUp);
  socket.on('close', stop);
}
