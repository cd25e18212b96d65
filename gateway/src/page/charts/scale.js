const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 up to a greatest value, about as many as asked for; the last is not below it. */
export function ticksUpTo(greatest, about = 4) {
  if (!(greatest > 0)) return [0, 1];
  const rough = greatest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((each) => each * power >= rough * 0.999_999);
  const count = Math.ceil(greatest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}

/** Maps values between two borders to a stretch of the picture. */
export function scale(from, to, start, end) {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * factor;
}
