"""Fits lifetimes 0.11.3 to histories given as raw columns of 64-bit floats; prints seconds and parameters as JSON."""
import json
import sys
import time
import warnings

import numpy as np
from lifetimes import BetaGeoFitter, ParetoNBDFitter

FITTERS = {"bg-nbd": BetaGeoFitter, "pareto-nbd": ParetoNBDFitter}


def main() -> None:
    path, name = sys.argv[1:]
    warnings.simplefilter("ignore")
    repeat_count, purchase_span, observed_age = np.fromfile(path).reshape(3, -1)
    fitter = FITTERS[name](penalizer_coef=0.0)
    started = time.perf_counter()
    fitter.fit(repeat_count, purchase_span, observed_age)
    seconds = time.perf_counter() - started
    parameters = {key: float(value) for key, value in fitter.params_.items()}
    print(json.dumps({"seconds": seconds, "parameters": parameters}))


main()
