export type { LiveFreshness, LiveSegments, SegmentDefinition, SegmentEdit } from './live-segments.ts';
