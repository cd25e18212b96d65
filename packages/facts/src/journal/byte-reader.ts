/** Reads bytes from the beginning on. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  length(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  fill(target: Uint8Array): void {
    target.set(this.bytes.subarray(this.at, this.at + target.length));
    this.at += target.length;
  }

  take(count: number): Uint8Array {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}
