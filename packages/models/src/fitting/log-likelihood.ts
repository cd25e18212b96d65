/**
 * A model's log-likelihood over logarithms of its parameters, so that each stays positive: gives the mean over customers and writes
 * its gradient. Not finite where the arithmetic gives out.
 */
export type LogLikelihood = (logParameters: Float64Array, gradient: Float64Array) => number;

/** A likelihood and where to begin climbing it. */
export interface LikelihoodProblem<Name extends string> {
  parameterNames: readonly Name[];
  starts: readonly Readonly<Record<Name, number>>[];
  customerCount: number;
  logLikelihood: LogLikelihood;
  /** The same on a small part of the rows, for trying several starts; absent where all rows are few. */
  sketch?: LogLikelihood;
}
