import type { Fit } from '@perennial/models';

/** A fit in plain JSON. */
export interface SavedFit {
  /** In the order of the paper. */
  parameters: { name: string; value: number; standardError: number | null }[];
  logParameters: number[];
  /** Row by row; null where the likelihood has no proper top. */
  logCovariance: { size: number; values: number[] } | null;
  logLikelihood: number;
  report: Fit<string>['report'];
}

export function savedFit<Name extends string>(fit: Fit<Name>): SavedFit {
  const { parameters, standardErrors, logCovariance } = fit;
  // The keys of a record by name are those names.
  const names = Object.keys(parameters) as Name[];
  return {
    parameters: names.map((name) => ({
      name,
      value: parameters[name],
      standardError: standardErrors?.[name] ?? null,
    })),
    logParameters: [...fit.logParameters],
    logCovariance:
      logCovariance === undefined ? null : { size: logCovariance.size, values: [...logCovariance.values] },
    logLikelihood: fit.logLikelihood,
    report: fit.report,
  };
}

/** The fit as it was, of the parameters named. Throws where one of them was not saved. */
export function revivedFit<Name extends string>(saved: SavedFit, names: readonly Name[]): Fit<Name> {
  const { logCovariance, logLikelihood, report } = saved;
  const savedValue = (name: Name): number => {
    const found = saved.parameters.find((parameter) => parameter.name === name);
    if (found === undefined) throw new Error(`the saved model lacks the parameter ${name}: train it again`);
    return found.value;
  };
  // Object.fromEntries forgets which keys it was given.
  const parameters = Object.fromEntries(names.map((name) => [name, savedValue(name)])) as Record<
    Name,
    number
  >;
  return {
    parameters,
    logParameters: Float64Array.from(saved.logParameters),
    standardErrors: undefined,
    logCovariance:
      logCovariance === null
        ? undefined
        : { size: logCovariance.size, values: Float64Array.from(logCovariance.values) },
    logLikelihood,
    report,
  };
}
