export { behaviourMessage, orderMessage, refundMessage } from './event-messages.ts';
export { Killer } from './killable.ts';
export { ManualClock, until } from './manual-clock.ts';
