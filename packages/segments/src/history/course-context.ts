import type { Bits } from '../scan/bits.ts';
import type { ScanCompiler } from '../scan/scan-compiler.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';
import type { WalkContext } from '../walk/walk-context.ts';

/** Makes a leaf's course over the days for a shard; whoever it cannot follow is put into `unsure`. */
export type CourseMaker = (scan: ShardScan, unsure: Bits) => LeafCourse;

/** What courses are made from. */
export interface CourseContext extends WalkContext {
  /** For the first of the instants. */
  compiler: ScanCompiler;
}
