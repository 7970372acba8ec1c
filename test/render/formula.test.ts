import { describe, expect, it } from 'vitest';
import { mathMl, plainFormula } from '../../src/render/formula.ts';
import { htmlPage } from '../../src/render/page.ts';

describe('a formula', () => {
  it.each([
    [String.raw`w \leftarrow w - \eta g`, 'w ← w − η g'],
    [String.raw`\frac{\hat m}{\sqrt{\hat v} + \epsilon}`, 'm̂/(√v̂ + ε)'],
    [String.raw`R(w) = \lambda \sum_i w_i^2`, 'R(w) = λ Σᵢ wᵢ²'],
    [String.raw`(1 - 2\eta\lambda)\,w`, '(1 − 2ηλ) w'],
    [String.raw`\kappa' = \frac{\kappa + 2\lambda}{1 + 2\lambda}`, "κ' = (κ + 2λ)/(1 + 2λ)"],
    [String.raw`L_{\text{data}}(w)`, 'L_data(w)'],
    [String.raw`w_{t+1}`, 'wₜ₊₁'],
    [String.raw`\beta_1^t`, 'β₁^t'],
    [String.raw`10^{-8}`, '10⁻⁸'],
  ])('%s is %s in a terminal', (tex, plain) => {
    expect(plainFormula(tex)).toBe(plain);
  });

  it('is MathML in a page, and money is not a formula', async () => {
    const page = await htmlPage({ title: 'T', markdown: 'Let $w^2$ cost $5 and $6.' });
    expect(page).toContain('<math><msup><mi>w</mi>');
    expect(page).toContain('cost $5 and $6.');
  });

  it('stands on lines of its own between two dollars', async () => {
    expect(await htmlPage({ title: 'T', markdown: '$$\na = b\n$$' })).toContain('display="block"');
  });

  it('is refused where it is not TeX', () => {
    expect(() => mathMl(String.raw`\frac{1}`, false)).toThrow();
  });
});
