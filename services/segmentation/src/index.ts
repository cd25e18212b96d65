export { askedChannels } from './asked-channels.ts';
export { askedForecasts } from './asked-forecasts.ts';
export { askedGroups } from './asked-groups.ts';
export { askedSchemes } from './asked-schemes.ts';
export {
  createSegmentation,
  type FollowOptions,
  type Segmentation,
  type SegmentationConfig,
  type SegmentationOptions,
} from './create-segmentation.ts';
export type { LiveFreshness } from './definitions/live-segments.ts';
export { transitionMessage } from './live/change-messages.ts';
export { segmentModel } from './live/segment-model.ts';
export type { RfmSchemes } from './rfm-schemes.ts';
