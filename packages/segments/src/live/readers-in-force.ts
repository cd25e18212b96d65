import { ChannelFinder } from '@perennial/channel-choice';
import { openForecaster } from '@perennial/forecasts';
import type { BordersAt } from '../scores/borders-of-day.ts';
import type { BoardFacts, ReadersInForce } from './board-context.ts';
import { CHANNELS_KEY, type FollowedDefinition, GROUPS_KEY, MODEL_KEY } from './followed-definition.ts';

/** Opens what judges are asked besides facts. @param definitions by key */
export function readersInForce(
  definitions: ReadonlyMap<string, FollowedDefinition>,
  { facts, openScores, openGroups }: BoardFacts,
  bordersAt: BordersAt,
): ReadersInForce {
  const schemes = [...definitions.values()].flatMap((each) => (each.of === 'scheme' ? [each.scheme] : []));
  const model = definitions.get(MODEL_KEY);
  const groups = definitions.get(GROUPS_KEY);
  const channels = definitions.get(CHANNELS_KEY);
  return {
    scores: openScores(schemes, bordersAt),
    forecaster: model?.of === 'model' ? openForecaster(model.forecast) : undefined,
    groups: groups?.of === 'groups' ? openGroups(groups) : undefined,
    channels: channels?.of === 'channels' ? new ChannelFinder(facts, channels.beliefs) : undefined,
  };
}
