/**
 * A number as people read it: `0.0042`, `12,300`, `4.2 × 10⁻⁵`, `10⁻⁹`.
 * @param digits significant digits, default 3; zeros at the end are left out, whole numbers keep all their digits
 */
export function numberText(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Number(Math.abs(value).toPrecision(digits));
  if (size >= 1e6 || size < 1e-4) return sign + scientific(size, digits);
  return sign + (size >= 1000 ? grouped(Math.round(Math.abs(value))) : String(size));
}

/** `10⁻³` for -3. */
export function powerText(exponent: number): string {
  return `10${String(exponent).replace(/./g, (sign) => raised[sign] ?? sign)}`;
}

/**
 * Numbers of one axis, `step` apart, all with the same number of decimals: `0.5`, `1.0`, `1.5`; very large and very small
 * steps give `2 × 10⁻⁵`.
 */
export function tickText(value: number, step: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (step < 1e-4 || size >= 1e6) return numberText(value, 4);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const exact = Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6;
  return (
    sign +
    (step >= 1 && exact ? grouped(Math.round(size)) : size.toFixed(decimals + (exact ? 0 : 1)))
  );
}

function scientific(size: number, digits: number): string {
  const [factor, exponent] = size.toExponential(digits - 1).split('e') as [string, string];
  const power = powerText(Number(exponent));
  return Number(factor) === 1 ? power : `${Number(factor)} × ${power}`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (sign, digit) => [String(digit), sign])),
};
