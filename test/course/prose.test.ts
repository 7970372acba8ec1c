import { describe, expect, it } from 'vitest';
import { fillProse } from '../../src/course/prose.ts';

const fillings = {
  code: { adam: 'const $1 = "$&";' },
  figure: { decay: '![falls](decay.png)' },
  claim: { gap: 'five times', end: 'at 3' },
};
const whole = '{{code adam}}\n\n{{figure decay}}\n\nIt is {{claim gap}} larger, {{claim end}}.';
const fill = (prose: string) => () => fillProse(prose, 'lesson.md', fillings);

describe('fillProse', () => {
  it('puts each filling in its place, exactly as it is', () => {
    expect(fill(whole)()).toBe(
      'const $1 = "$&";\n\n![falls](decay.png)\n\nIt is five times larger, at 3.',
    );
  });

  it('fills in the same thing as often as it is asked for', () => {
    expect(fill(`${whole}{{claim gap}}`)()).toMatch(/five times$/);
  });

  it.each([
    ['{{cod adam}}', 'lesson.md:2: unknown directive "cod"; did you mean "code"?'],
    ['{{claim gpa}}', 'lesson.md:2: unknown claim "gpa"; did you mean "gap"?'],
    ['{{figure adam}}', 'lesson.md:2: unknown figure "adam"'],
    ['{{claim toString}}', 'lesson.md:2: unknown claim "toString"'],
    ['{{toString x}}', 'lesson.md:2: unknown directive "toString"'],
  ])('refuses %s and names the line', (directive, message) => {
    expect(fill(`first line\n${directive}\n${whole}`)).toThrow(message);
  });

  it('refuses prose that does not quote everything there is', () => {
    expect(fill('{{code adam}} {{claim end}}')).toThrow(
      'lesson.md: never quoted: figure decay, claim gap; quote it or delete it',
    );
  });

  it.each(['{{figure}}', '{{claim gap}', '{{ claim gap }}', '{{claim  gap}}'])(
    'lets no malformed directive through to the reader: %s',
    (directive) => {
      expect(fill(`${whole}\n${directive}`)).toThrow(/^lesson\.md:6: /);
    },
  );
});
