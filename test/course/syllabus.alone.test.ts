import { afterEach, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../src/course/package-file.ts';
import { lessonNamed, syllabus } from '../../src/course/syllabus.ts';

const { written } = vi.hoisted(() => ({ written: { lessons: [] as unknown[] } }));
vi.mock('downhill/lessons', async (original) => {
  const { default: lessons } = await original<{ default: unknown[] }>();
  return {
    get default() {
      return written.lessons.length > 0 ? written.lessons : lessons;
    },
  };
});
afterEach(() => {
  written.lessons = [];
});

describe('the syllabus', () => {
  it('starts with a lesson that needs no other, and has every need before the lesson', async () => {
    const lessons = await syllabus();
    expect(lessons[0]?.needs).toEqual([]);
    lessons.forEach(({ needs }, i) => {
      expect(lessons.slice(0, i).map(({ id }) => id)).toEqual(expect.arrayContaining([...needs]));
    });
  });

  it('refuses an id that is used twice', async () => {
    written.lessons = [
      { id: 'a', needs: [] },
      { id: 'a', needs: [] },
    ];
    await expect(syllabus()).rejects.toThrow('lesson "a": the id is used twice');
  });

  it.each([
    [
      'comes later',
      [
        { id: 'a', needs: ['b'] },
        { id: 'b', needs: [] },
      ],
    ],
    ['there is not', [{ id: 'a', needs: ['b'] }]],
  ])('refuses a lesson that needs one that %s', async (_, lessons) => {
    written.lessons = lessons;
    await expect(syllabus()).rejects.toThrow(
      'lesson "a": needs "b", which does not come before it',
    );
  });

  it('finds a lesson by its name, or offers the nearest', async () => {
    written.lessons = [
      { id: 'momentum', needs: [], concepts: [], teaches: ['momentum'] },
      {
        id: 'adamw',
        needs: ['momentum'],
        concepts: ['Adam', 'alchemy'],
        teaches: ['adam', 'adamw'],
      },
    ];
    const adamw = await lessonNamed('adamw');
    expect(adamw.id).toBe('adamw');
    // It knows its place, and what its concepts mean, where the glossary says it.
    const momentum = { id: 'momentum', title: 'Momentum: a memory for the slope' };
    expect(adamw.position).toEqual({ number: 2, of: 2, before: momentum, after: [momentum] });
    expect(adamw.terms).toEqual([
      { name: 'Adam', meaning: expect.stringContaining('each weight') },
      { name: 'alchemy', meaning: '' },
    ]);
    await expect(lessonNamed('momemtum')).rejects.toThrow(
      /unknown lesson "momemtum"; did you mean "momentum"\?/,
    );
  });
});

describe('what a lesson teaches', () => {
  it('is an exercise where lesson.md has hints for it', async () => {
    const adamw = (await syllabus()).find(({ id }) => id === 'adamw');
    expect(adamw?.taught.map(({ id }) => id)).toEqual(['adamw']);
    expect(adamw?.exercises).toMatchObject([{ id: 'adamw', hints: { length: 3 } }]);
  });

  it('must be what lesson.md quotes and has hints for', async () => {
    written.lessons = [{ id: 'momentum', needs: [], teaches: ['nesterov', 'sgd'] }];
    await expect(syllabus()).rejects.toThrow(
      /^lessons\/momentum\/lesson\.md:7: "momentum" is not taught here; known: nesterov, sgd$/,
    );
  });
});

describe('packageFile', () => {
  it('reads a file of the package', async () => {
    expect(await packageFile('package.json')).toContain('"name": "downhill"');
  });

  it('says which file cannot be read, with the exit code for that', async () => {
    await expect(packageFile('src/nowhere.ts')).rejects.toThrow(
      expect.objectContaining({ message: expect.stringContaining('src/nowhere.ts'), exitCode: 3 }),
    );
  });
});
