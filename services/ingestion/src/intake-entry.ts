import type { NodeKey } from './domain/identity-node.ts';
import type { IntakeItem } from './domain/intake-item.ts';

/** An item of a message in INTAKE, with what it is known by. */
export interface IntakeEntry {
  item: IntakeItem;
  /** Where it lies: a message of INTAKE and the place in it. */
  sequence: number;
  index: number;
  /** Id of that message, also when it comes back from DEAD. */
  message: string;
  /** True when the message was parked in DEAD and comes back from there. */
  replayed: boolean;
  /** Id of its event, derived from tenant and message id. */
  eventId: string;
  /** The strongest id it carried; undefined when it names nobody. */
  node: NodeKey | undefined;
  /** True when an earlier try may have published its events. */
  uncertain: boolean;
}
