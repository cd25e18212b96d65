/** A smooth function of some coordinates: gives its value and writes its gradient. */
export type SmoothFunction = (point: Float64Array, gradient: Float64Array) => number;

export interface Maximum {
  point: Float64Array;
  value: number;
  /** Largest absolute component of the gradient there. */
  gradientSize: number;
  iterations: number;
  evaluations: number;
  /** What the climb learned of the curvature; a later climb nearby may start from it. */
  inverseHessian: Float64Array;
  converged: boolean;
}

interface Limits {
  gradientTolerance: number;
  maxIterations: number;
  /** Longest step of one coordinate. */
  longestStep: number;
}

const LIMITS: Limits = { gradientTolerance: 1e-7, maxIterations: 300, longestStep: 2 };
const SUFFICIENT_INCREASE = 1e-4;
const MAX_HALVINGS = 40;
/** On a ridge without end the climb stops after this many steps in a row that gain next to nothing. */
const MOST_FLAT_STEPS = 3;
const FLAT_GAIN = 1e-10;

interface Visited {
  point: Float64Array;
  value: number;
  gradient: Float64Array;
}

/**
 * Climbs by BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, 2006, algorithm 6.1). A value that is
 * not finite counts as a wall to turn back from. `inverseHessian` may carry curvature over from an earlier climb.
 */
export function maximise(
  smooth: SmoothFunction,
  start: Float64Array,
  limits: Partial<Limits> = {},
  inverseHessian: Float64Array = scaledIdentity(start.length, 1),
): Maximum {
  const { gradientTolerance, maxIterations, longestStep } = { ...LIMITS, ...limits };
  let evaluations = 0;
  const visit = (point: Float64Array): Visited => {
    evaluations += 1;
    const gradient = new Float64Array(point.length);
    return { point, value: smooth(point, gradient), gradient };
  };
  let curvature: Float64Array = Float64Array.from(inverseHessian);
  let here = visit(Float64Array.from(start));
  let iterations = 0;
  let steepest = false;
  let flatSteps = 0;
  while (
    largest(here.gradient) > gradientTolerance &&
    iterations < maxIterations &&
    flatSteps < MOST_FLAT_STEPS
  ) {
    iterations += 1;
    const direction = ascent(curvature, here.gradient, longestStep);
    const next = search(visit, here, direction);
    if (next !== undefined) {
      flatSteps = next.value - here.value < FLAT_GAIN * Math.abs(here.value) ? flatSteps + 1 : 0;
      updateCurvature(curvature, here, next);
      here = next;
      steepest = false;
    } else if (steepest) break;
    else {
      curvature = scaledIdentity(start.length, 1);
      steepest = true;
    }
  }
  const gradientSize = largest(here.gradient);
  return {
    point: here.point,
    value: here.value,
    gradientSize,
    iterations,
    evaluations,
    inverseHessian: curvature,
    converged: gradientSize <= gradientTolerance * 100,
  };
}

function search(
  visit: (point: Float64Array) => Visited,
  here: Visited,
  direction: Float64Array,
): Visited | undefined {
  const slope = dot(direction, here.gradient);
  let length = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving += 1) {
    const step = length;
    const next = visit(here.point.map((coordinate, index) => coordinate + step * (direction[index] ?? 0)));
    const enough = here.value + SUFFICIENT_INCREASE * step * slope;
    // Near the top rounding hides the increase; a flatter point of equal height is progress there.
    const flatter =
      Math.abs(next.value - here.value) <= 1e-12 * Math.abs(here.value) &&
      largest(next.gradient) < largest(here.gradient);
    if (Number.isFinite(next.value) && (next.value > enough || flatter)) return next;
    length *= 0.5;
  }
  return undefined;
}

/** The quasi-Newton direction, or the gradient where that would not climb; no coordinate moves more than `longestStep`. */
function ascent(inverse: Float64Array, gradient: Float64Array, longestStep: number): Float64Array {
  let direction = multiply(inverse, gradient);
  if (!(dot(direction, gradient) > 0)) direction = Float64Array.from(gradient);
  const longest = largest(direction);
  return longest > longestStep ? direction.map((part) => (part * longestStep) / longest) : direction;
}

/** The BFGS update of the inverse Hessian of the negated function: Nocedal and Wright, equation 6.17. */
function updateCurvature(inverse: Float64Array, from: Visited, to: Visited): void {
  const size = from.point.length;
  const step = to.point.map((coordinate, index) => coordinate - (from.point[index] ?? 0));
  const change = from.gradient.map((part, index) => part - (to.gradient[index] ?? 0));
  const product = dot(step, change);
  if (!(product > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  const moved = multiply(inverse, change);
  const scale = (1 + dot(change, moved) / product) / product;
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const stepRow = step[row] ?? 0;
      const stepColumn = step[column] ?? 0;
      const cross = stepRow * (moved[column] ?? 0) + (moved[row] ?? 0) * stepColumn;
      const at = row * size + column;
      inverse[at] = (inverse[at] ?? 0) + scale * stepRow * stepColumn - cross / product;
    }
}

function scaledIdentity(size: number, scale: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? scale : 0));
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * size, (row + 1) * size), vector));
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

function largest(vector: Float64Array): number {
  let most = 0;
  for (const part of vector) if (!(Math.abs(part) <= most)) most = Math.abs(part);
  return most;
}
