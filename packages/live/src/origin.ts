export type CrossingCause = 'event' | 'time' | 'definition' | 'identity' | 'refund';

/** Why and when customers crossed. */
export interface Origin {
  cause: CrossingCause;
  /** Names the input that made the crossing: the event, the due instant, the edit. Part of the change's id. */
  key: string;
  /** Id of the causing event; unset for time and definition. */
  eventId?: string;
  /** When it happened. */
  timeMs: number;
  /** When it was judged. */
  judgedMs: number;
}

/** Why a customer is judged again. */
export interface Touch {
  cause: 'event' | 'identity' | 'refund';
  eventId: string;
  /** When the event happened. */
  timeMs: number;
  /** Types of all messages that changed the customer's facts; absent: any may have. */
  messageTypes?: ReadonlySet<string>;
}
