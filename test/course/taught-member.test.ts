import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { taughtMember } from '../../src/course/taught-member.ts';
import { members } from '../../src/verify/members/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

it.each([...members.keys()])('%s is a member whose source is found by its name', (name) => {
  const { member, file } = taughtMember(name);
  expect(member).toBe(name);
  expect(existsSync(`${root}${file}`), file).toBe(true);
});

it('a lesson may bring a source of its own for a member', () => {
  expect(taughtMember({ member: 'momentum', source: 'src/heavy-ball.js' })).toEqual({
    id: 'heavy-ball',
    member: 'momentum',
    file: 'src/heavy-ball.js',
  });
});

it('names the nearest for a member that there is not', () => {
  expect(() => taughtMember('momentun')).toThrow(
    'unknown member "momentun"; did you mean "momentum"?',
  );
});
