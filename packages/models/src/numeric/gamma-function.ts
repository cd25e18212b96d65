const LANCZOS_G = 7;
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
  1.505_632_735_149_311_6e-7,
] as const;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(z) for z > 0: Lanczos (1964), "A Precision Approximation of the Gamma Function", g = 7; about 15 digits. */
export function logGamma(z: number): number {
  if (z < 0.5) return logGamma(z + 1) - Math.log(z);
  const shifted = z - 1;
  let series: number = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term += 1) series += (LANCZOS[term] ?? 0) / (shifted + term);
  const base = shifted + LANCZOS_G + 0.5;
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** ψ(z) = d ln Γ(z) / dz for z > 0: recurrence up to z ≥ 8, then Abramowitz and Stegun (1964), 6.3.18. */
export function digamma(z: number): number {
  let below = 0;
  let large = z;
  while (large < 8) {
    below -= 1 / large;
    large += 1;
  }
  const inverse = 1 / (large * large);
  const tail =
    inverse *
    (1 / 12 -
      inverse *
        (1 / 120 -
          inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - inverse * (691 / 32_760))))));
  return below + Math.log(large) - 0.5 / large - tail;
}
