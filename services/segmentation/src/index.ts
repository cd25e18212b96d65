export { askedSchemes } from './asked-schemes.ts';
export {
  createSegmentation,
  type Segmentation,
  type SegmentationConfig,
  type SegmentationOptions,
} from './create-segmentation.ts';
export type {
  LiveFreshness,
  LiveSegments,
  SegmentDefinition,
  SegmentEdit,
} from './definitions/live-segments.ts';
export type { RfmSchemes } from './rfm-schemes.ts';
