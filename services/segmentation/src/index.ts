export type { LiveFreshness, LiveSegments, SegmentDefinition, SegmentEdit } from './definitions/live-segments.ts';
