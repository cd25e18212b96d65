/** Nodes and weights on [0, 1]. */
export interface QuadratureRule {
  nodes: Float64Array;
  weights: Float64Array;
}

/** The Gauss-Legendre rule that is exact for polynomials up to degree 2·size - 1; nodes by Newton's method. */
export function gaussLegendre(size: number): QuadratureRule {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let index = 0; index < size; index += 1) {
    let node = Math.cos((Math.PI * (index + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round += 1) {
      const [value, derivative] = legendre(size, node);
      slope = derivative;
      const step = value / derivative;
      node -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    nodes[index] = 0.5 * (1 - node);
    weights[index] = 1 / ((1 - node * node) * slope * slope);
  }
  return { nodes, weights };
}

/** The Legendre polynomial of a degree and its derivative, by the three-term recurrence. */
function legendre(degree: number, at: number): [value: number, derivative: number] {
  let before = 1;
  let value = at;
  for (let order = 2; order <= degree; order += 1) {
    const next = ((2 * order - 1) * at * value - (order - 1) * before) / order;
    before = value;
    value = next;
  }
  return [value, (degree * (at * value - before)) / (at * at - 1)];
}
