import { type DictionaryView, isHit } from '@perennial/facts';

/** What events of a type are here: a hit, a message sent or answered, or nothing. */
type EventKind = 'hit' | 'send' | 'answer' | 'none';

const SENDS: readonly string[] = ['message_sent', 'message_delivered'];
const ANSWERS: readonly string[] = ['message_opened', 'message_clicked'];

/** Kinds by code of a type; each is found out once. */
export class EventKinds {
  readonly #types: DictionaryView;
  readonly #known: EventKind[] = [];

  constructor(types: DictionaryView) {
    this.#types = types;
  }

  of(code: number): EventKind {
    const kind = this.#known[code] ?? kindOfEvent(this.#types.textOf(code));
    this.#known[code] = kind;
    return kind;
  }
}

function kindOfEvent(type: string): EventKind {
  if (SENDS.includes(type)) return 'send';
  if (ANSWERS.includes(type)) return 'answer';
  return isHit(type) ? 'hit' : 'none';
}
