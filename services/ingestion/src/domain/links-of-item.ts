import type { IdentityLink } from './identity-link.ts';
import { type NodeKey, nodeKey, nodeKind, nodesOf } from './identity-node.ts';
import type { IntakeItem } from './intake-item.ts';

export interface ChildLink extends IdentityLink {
  child: NodeKey;
}

/** Kinds of items whose ids are all the person's; behaviour only ties a browser to a logged-in user. */
const TELLS_WHOLE_PERSON = new Set(['identify', 'order', 'consent']);

/** `previousId` may have been a user's or a browser's id: nobody tells which, so both belong to the user from now on. */
function aliasLinks(item: IntakeItem, previousId: string, user: NodeKey): ChildLink[] {
  const link = { parent: user, explicit: true, timeMs: item.timeMs };
  const children = [nodeKey('anon', previousId), nodeKey('user', previousId)];
  return children.filter((child) => child !== user).map((child) => ({ child, ...link }));
}

/** The links that an item tells, from weaker ids to its own. */
export function linksOf(item: IntakeItem): ChildLink[] {
  const [own, ...weaker] = nodesOf(item.person);
  if (own === undefined) return [];
  const { fact, timeMs } = item;
  if (fact.kind === 'alias') return aliasLinks(item, fact.previousId, own);
  const implicit = (child: NodeKey): ChildLink => ({ child, parent: own, explicit: false, timeMs });
  if (TELLS_WHOLE_PERSON.has(fact.kind)) return weaker.map(implicit);
  if (fact.kind !== 'behaviour' || nodeKind(own) !== 'user') return [];
  return weaker.filter((child) => nodeKind(child) === 'anon').map(implicit);
}
