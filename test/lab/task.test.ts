import { describe, expect, it } from 'vitest';
import { ground } from '../../src/lab/grounds.ts';
import { judge, type Task } from '../../src/lab/task.ts';
import { walk } from '../../src/lab/walk.ts';

const problem = { name: 'bowl', condition: 4, start: [2, 2] };
const { lowest } = ground(problem);

function judged(task: Partial<Task>, rates: readonly unknown[], names: readonly string[] = []) {
  const walkers = rates.map((learningRate, i) => {
    const optimizer = { name: names[i] ?? 'sgd', learningRate };
    return { optimizer, way: walk({ problem, optimizer, updates: 60 }) };
  });
  return judge({ goal: 1e-3, within: 60, ...task }, walkers, lowest);
}

describe('a task', () => {
  it('is done where everyone arrives, and says when', () => {
    const { isDone, arrivals } = judged({}, [0.3, 0.2]);
    expect(isDone).toBe(true);
    const [first, second] = arrivals as [number, number];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(judged({ within: second }, [0.3, 0.2]).isDone).toBe(true);
    expect(judged({ within: second - 1 }, [0.3, 0.2])).toMatchObject({
      isDone: false,
      arrivals: [first, null],
    });
  });

  it('may be done by one', () => {
    expect(judged({}, [0.3, 1e-6]).isDone).toBe(false);
    expect(judged({ who: 'one' }, [0.3, 1e-6]).isDone).toBe(true);
    expect(judged({ who: 'one' }, [1e-6, 1e-6]).isDone).toBe(false);
  });

  it('may ask for one constant rate', () => {
    expect(judged({ oneRate: true }, [0.3, 0.3]).isDone).toBe(true);
    expect(judged({ oneRate: true }, [0.3, 0.2])).toMatchObject({
      isDone: false,
      ratesHold: false,
    });
    const falling = { schedule: 'linear', peak: 0.5, updates: 60 };
    expect(judged({ oneRate: true }, [falling])).toMatchObject({ ratesHold: false });
  });

  it('may ask for certain rules', () => {
    expect(judged({ rules: ['sgd', 'adam'] }, [0.3])).toMatchObject({
      isDone: false,
      missing: ['adam'],
    });
    expect(judged({ rules: ['sgd', 'adam'] }, [0.3, 0.3], ['sgd', 'adam']).missing).toEqual([]);
  });

  it('is not done by what diverges', () => {
    expect(judged({}, [3])).toMatchObject({ isDone: false, arrivals: [null] });
  });
});
