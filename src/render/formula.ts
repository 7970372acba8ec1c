import type { TokenizerAndRendererExtension } from 'marked';
import temml from 'temml';

const written = /^(?:\$\$([^$]+)\$\$|\$(?=\S)([^$]*[^$\s])\$(?!\d))/;

/**
 * Formulas in Markdown, as GitHub takes them: `$…$` in a line, `$$…$$` on lines of their own.
 * @param shown what becomes of one
 */
export function formulas(
  shown: (tex: string, display: boolean) => string,
): TokenizerAndRendererExtension {
  return {
    name: 'formula',
    level: 'inline',
    start: (source) => source.indexOf('$'),
    tokenizer(source) {
      const [raw, display, inline] = written.exec(source) ?? [];
      if (raw === undefined) return undefined;
      return { type: 'formula', raw, tex: display ?? inline, display: display !== undefined };
    },
    renderer: (token) => shown(token['tex'] as string, token['display'] as boolean),
  };
}

/** A formula as MathML, which browsers draw by themselves. @throws Error for TeX that cannot be read */
export function mathMl(tex: string, display: boolean): string {
  return temml.renderToString(tex, { displayMode: display, throwOnError: true });
}

/** Commands and the letters that they stand for. */
const letters: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  phi: 'φ',
  psi: 'ψ',
  omega: 'ω',
  tau: 'τ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  ell: 'ℓ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  rho: 'ρ',
  sigma: 'σ',
  Delta: 'Δ',
  nabla: '∇',
  partial: '∂',
  sum: 'Σ',
  infty: '∞',
  leftarrow: '←',
  rightarrow: '→',
  to: '→',
  cdot: '·',
  times: '×',
  pm: '±',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  approx: '≈',
  propto: '∝',
  in: '∈',
  lVert: '‖',
  rVert: '‖',
  lvert: '|',
  rvert: '|',
  quad: '  ',
  qquad: '   ',
  ldots: '…',
  cdots: '⋯',
  log: 'log',
  ln: 'ln',
  max: 'max',
  min: 'min',
  exp: 'exp',
  cos: 'cos',
  sin: 'sin',
  sign: 'sign',
};
const pairs = (from: string, to: string) =>
  new Map(Array.from(from, (one, i) => [one, Array.from(to)[i] as string]));
const raised = pairs('0123456789+-n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ');
const lowered = pairs('0123456789+-ijkmntx', '₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₘₙₜₓ');
const marks: Readonly<Record<string, string>> = { hat: '\u0302', bar: '\u0304', tilde: '\u0303' };

const group = String.raw`\{([^{}]*)\}`;
/** What a command takes: a group, or without braces one letter, digit or command. */
const argument = String.raw`\s*(?:${group}|(\\[A-Za-z]+|\w))`;
const fraction = new RegExp(String.raw`\\[td]?frac(?![a-z])${argument}${argument}`, 'g');
/** What comes before a quotient and acts on all of it: a function, an exponent, a division. */
const actsOn = /(?:\\(?:log|ln|max|min|exp|cos|sin|sign|nabla|partial)(?:\^\w|[²³])?|[\^_/])\s*$/;
/** What may follow a quotient without being multiplied with it, or raising it. */
const apart =
  /^(?:\s|\\[,;:! ])*(?:$|[)\]}+\-=<>,;./·]|\\(?:right|r[vV]ert|cdot|times|pm|leq?|geq?|ne|approx|propto|in|to|leftarrow|rightarrow|q?quad|text|\\)(?![a-z]))/;

/** A formula in one line of plain letters, for a terminal: `w ← w − η·g`. */
export function plainFormula(tex: string): string {
  return replaced(tex)
    .replaceAll(/\\(?:left|right|big|Big)(?![a-z])/g, '')
    .replaceAll(/\\[,;:! ]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\\([A-Za-z]+)/g, (whole, name: string) => letters[name] ?? whole)
    .replaceAll(/[{}]/g, '')
    .replaceAll('-', '−')
    .trim();
}

/** TeX whose commands with arguments are written out, from the innermost on. */
function replaced(text: string): string {
  const next = text
    .replaceAll(/\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}/gs, (_, cells: string) => inRows(cells))
    .replaceAll(new RegExp(String.raw`\\(?:text|mathrm|mathbf|operatorname)${group}`, 'g'), '$1')
    .replaceAll(
      new RegExp(String.raw`\\(hat|bar|tilde)(?:${group}|\s*(\w))`, 'g'),
      (_, mark: string, many?: string, one?: string) => `${many ?? one}${marks[mark]}`,
    )
    .replaceAll(fraction, quotient)
    .replaceAll(
      new RegExp(String.raw`\\sqrt${group}(?=([\p{L}\d\\])?)`, 'gu'),
      (_, a: string, after?: string) => `√${bracketed(a)}${after === undefined ? '' : ' '}`,
    )
    .replaceAll(
      new RegExp(String.raw`([\^_])(?:${group}|(\\?\w+?)(?![\w}]))`, 'g'),
      (_, sign: string, many?: string, one?: string) => shifted(sign, many ?? one ?? ''),
    );
  return next === text ? text : replaced(next);
}

/** A fraction on one line, in brackets where what stands beside it would be taken into it, or it into that. */
function quotient(
  whole: string,
  above: string | undefined,
  oneAbove: string | undefined,
  below: string | undefined,
  oneBelow: string | undefined,
  at: number,
  text: string,
): string {
  const line = `${bracketed(above ?? oneAbove ?? '')}/${bracketed(below ?? oneBelow ?? '')}`;
  const alone = !actsOn.test(text.slice(0, at)) && apart.test(text.slice(at + whole.length));
  return alone ? line : `(${line})`;
}

/** A number, a letter, a command or a root, with what is raised or lowered beside it. */
const single =
  /^[∂d√]?(?:\d+|\\\p{L}+|\p{L}|\([^()]*\))\p{M}*'*(?:[\^_](?:\w|\([^()]*\))|[²³¹\u2070-\u209Cᵢⱼ])*$/u;

function bracketed(text: string): string {
  const close = text.trim().replaceAll(/\\partial\s*/g, '∂');
  return single.test(close) ? close : `(${close})`;
}

const inRows = (cells: string) =>
  `(${cells
    .trim()
    .replaceAll(/\s*\\\\\s*/g, '; ')
    .replaceAll(/\s*&\s*/g, ' ')})`;

function shifted(sign: string, text: string): string {
  const table = sign === '^' ? raised : lowered;
  const moved = Array.from(text, (one) => table.get(one));
  if (moved.every((one) => one !== undefined)) return moved.join('');
  const plain = replaced(text);
  const word = sign === '^' ? /^(?:\w|\\[A-Za-z]+)$/ : /^(?:\w+|\\[A-Za-z]+)$/;
  return `${sign}${word.test(plain) ? plain : `(${plain})`}`;
}
