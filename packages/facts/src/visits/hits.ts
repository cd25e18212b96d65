/** Types of events that tell of a message to the customer: they are no hits, as nobody came. */
export const MESSAGE_EVENTS: readonly string[] = [
  'message_sent',
  'message_delivered',
  'message_opened',
  'message_clicked',
  'message_bounced',
];

/** Whether events of a type are hits, from which visits follow: all but messages. */
export function isHit(eventType: string): boolean {
  return !MESSAGE_EVENTS.includes(eventType);
}
