import type { Condition } from '@perennial/conditions';
import type { ConditionOfMember } from './expand-members.ts';

/** What conditions ask for that may not exist yet. */
export type MissingSource = 'model' | 'spend_model' | 'groups' | 'channel_model';

/** What there is. */
export interface Sources {
  /** A trained model, and whether spend could be fitted. */
  forecaster?: { readonly knowsValues: boolean } | undefined;
  /** Learned affinity groups. */
  groups?: object | undefined;
  /** A trained model of channels. */
  channels?: object | undefined;
}

/** What a condition, or a segment that it leads to, asks for and is not there; each once. */
export function missingSources(
  condition: Condition,
  sources: Sources,
  conditionOf: ConditionOfMember,
): MissingSource[] {
  const found = new Set<MissingSource>();
  const seen = new Set<Condition>();
  const look = (node: Condition): void => {
    switch (node.kind) {
      case 'all':
      case 'any':
        node.of.forEach(look);
        return;
      case 'not':
        look(node.of);
        return;
      case 'prediction':
        if (sources.forecaster === undefined) found.add('model');
        else if (node.of === 'value' && !sources.forecaster.knowsValues) found.add('spend_model');
        return;
      case 'affinity':
        if (sources.groups === undefined) found.add('groups');
        return;
      case 'channel':
        if (sources.channels === undefined) found.add('channel_model');
        return;
      case 'member': {
        const named = conditionOf(node);
        if (named === undefined || seen.has(named)) return;
        seen.add(named);
        look(named);
      }
    }
  };
  look(condition);
  return [...found];
}
