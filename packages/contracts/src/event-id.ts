/** Mark between the id of an event and the generation of the identity move that published it again. */
const REPUBLISHED = '~g';

/** Id under which an event is published again when its identity node moves to another customer. */
export function republishedEventId(eventId: string, generation: number): string {
  return `${originalEventId(eventId)}${REPUBLISHED}${generation}`;
}

/** Id that the event had first: what state is keyed by, whatever moves lie between. Event ids of ours hold no `~`. */
export function originalEventId(eventId: string): string {
  const mark = eventId.indexOf(REPUBLISHED);
  return mark < 0 ? eventId : eventId.slice(0, mark);
}
