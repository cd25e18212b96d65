/** An event that this version cannot read; the reader parks it in DEAD. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  constructor(eventType: string, reason: string) {
    super(
      `Event of type ${eventType} cannot be read: ${reason}; replay it from DEAD with a version that can`,
    );
  }
}
