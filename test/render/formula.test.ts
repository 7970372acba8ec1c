import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    [String.raw`p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}`, 'pₖ = e^z_k/(Σₘ e^z_m)'],
    [String.raw`\frac{\partial L}{\partial W_{jk}} = x_j`, '∂L/∂Wⱼₖ = xⱼ'],
    [String.raw`\frac{\sigma^2}{B}`, 'σ²/B'],
    [String.raw`\frac{a - b}{2h}`, '(a − b)/(2h)'],
    [String.raw`\begin{pmatrix} a & b \\ b & c \end{pmatrix}`, '(a b; b c)'],
    [String.raw`a = b, \qquad c = d`, 'a = b,     c = d'],
  ])('%s is %s in a terminal', (tex, plain) => {
    expect(plainFormula(tex)).toBe(plain);
  });

  it('has no TeX left in a terminal, whichever lesson asks', () => {
    const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));
    const all = readdirSync(lessons, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('lesson.md'))
      .flatMap((file) => [
        ...readFileSync(join(lessons, file), 'utf8').matchAll(/\$\$([^$]+)\$\$|\$([^$\s][^$]*)\$/g),
      ]);
    expect(all.length).toBeGreaterThan(20);
    const plain = all.map(([, display, inline]) => plainFormula(display ?? inline ?? ''));
    expect(plain.filter((text) => /[\\{}&]/.test(text))).toEqual([]);
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
