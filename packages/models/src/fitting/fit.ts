import { type Maximum, maximise, type SmoothFunction } from '../numeric/maximise.ts';
import { invert, type SymmetricMatrix } from '../numeric/symmetric-matrix.ts';
import type { LikelihoodProblem, LogLikelihood } from './log-likelihood.ts';

/** How the search for the maximum went. */
export interface FitReport {
  converged: boolean;
  iterations: number;
  evaluations: number;
  /** Largest component of the mean log-likelihood's gradient at the end. */
  gradientSize: number;
  starts: number;
  /** Starts that ended at the same height, within 1e-4 of a log-likelihood unit a thousand customers. */
  agreeingStarts: number;
}

/** Parameters that make what was seen most likely, and how sure they are. */
export interface Fit<Name extends string> {
  parameters: Readonly<Record<Name, number>>;
  /** Their logarithms, in the order of their names. */
  logParameters: Float64Array;
  /** Standard errors of the parameters; undefined where the likelihood has no proper top, e.g. at a parameter's edge. */
  standardErrors: Readonly<Record<Name, number>> | undefined;
  /** Covariance of the parameters' logarithms, in the order of their names. */
  logCovariance: SymmetricMatrix | undefined;
  /** Sum over all customers, constants included. */
  logLikelihood: number;
  report: FitReport;
}

/** Beyond e^±12 a parameter says "zero" or "without end"; the search turns back there. */
const FARTHEST_LOG = 12;
const ROUGH = { gradientTolerance: 1e-5, maxIterations: 120 };

/** Maximum likelihood: tries every start on the sketch, climbs to the top from the best. */
export function fit<Name extends string>(problem: LikelihoodProblem<Name>): Fit<Name> {
  const { parameterNames: names, logLikelihood, customerCount } = problem;
  const points = problem.starts.map((start) => Float64Array.from(names, (name) => Math.log(start[name])));
  const tries = points.map((point) => maximise(walled(problem.sketch ?? logLikelihood), point, ROUGH));
  const best = tries.reduce((highest, each) => (each.value > highest.value ? each : highest));
  const top = maximise(walled(logLikelihood), best.point, {}, best.inverseHessian);
  const logCovariance = covarianceAt(logLikelihood, top.point, customerCount);
  const parameters = named(names, (index) => Math.exp(top.point[index] ?? Number.NaN));
  return {
    parameters,
    logParameters: top.point,
    standardErrors: logCovariance && standardErrors(names, parameters, logCovariance),
    logCovariance,
    logLikelihood: top.value * customerCount,
    report: reportOf(top, tries, best),
  };
}

function reportOf(top: Maximum, tries: readonly Maximum[], best: Maximum): FitReport {
  const all = [...tries, top];
  return {
    converged: top.converged,
    iterations: all.reduce((sum, each) => sum + each.iterations, 0),
    evaluations: all.reduce((sum, each) => sum + each.evaluations, 0),
    gradientSize: top.gradientSize,
    starts: tries.length,
    agreeingStarts: tries.filter((each) => best.value - each.value < 1e-4 / 1_000 + 1e-6).length,
  };
}

function walled(logLikelihood: LogLikelihood): SmoothFunction {
  return (point, gradient) =>
    point.some((coordinate) => Math.abs(coordinate) > FARTHEST_LOG)
      ? Number.NEGATIVE_INFINITY
      : logLikelihood(point, gradient);
}

/** Inverse of the observed information; the Hessian comes from central differences of the analytic gradient. */
function covarianceAt(
  logLikelihood: LogLikelihood,
  point: Float64Array,
  customerCount: number,
): SymmetricMatrix | undefined {
  const size = point.length;
  const step = 1e-4;
  const gradientAt = (index: number, shift: number): Float64Array => {
    const gradient = new Float64Array(size);
    const moved = Float64Array.from(point);
    moved[index] = (moved[index] ?? 0) + shift;
    logLikelihood(moved, gradient);
    return gradient;
  };
  const hessian = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const above = gradientAt(row, step);
    const below = gradientAt(row, -step);
    for (let column = 0; column < size; column += 1)
      hessian[row * size + column] = ((above[column] ?? 0) - (below[column] ?? 0)) / (2 * step);
  }
  const information = hessian.map(
    (value, at) =>
      (-customerCount * (value + (hessian[(at % size) * size + Math.floor(at / size)] ?? 0))) / 2,
  );
  return invert({ size, values: information });
}

/** By the delta method: the parameter's derivative by its logarithm is the parameter. */
function standardErrors<Name extends string>(
  names: readonly Name[],
  parameters: Readonly<Record<Name, number>>,
  { size, values }: SymmetricMatrix,
): Readonly<Record<Name, number>> {
  return named(names, (index, name) => parameters[name] * Math.sqrt(values[index * size + index] ?? 0));
}

function named<Name extends string>(
  names: readonly Name[],
  numberOf: (index: number, name: Name) => number,
): Readonly<Record<Name, number>> {
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(names.map((name, index) => [name, numberOf(index, name)])) as Record<
    Name,
    number
  >;
}
