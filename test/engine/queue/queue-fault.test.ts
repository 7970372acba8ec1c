import { describe, expect, it } from 'vitest';
import { failure, faultText } from '../../../src/engine/queue/queue-fault.ts';
import { UsageError } from '../../../src/shared/errors.ts';

describe('why a job failed', () => {
  it('is the mistake that a worker wrote down', () => {
    const mistake = new UsageError({ who: 'Adam', rule: 'beta1 must be below 1', got: 2 });
    const read = failure(faultText(mistake));
    expect(read.message).toBe('Adam: beta1 must be below 1, got 2');
    expect(read).toMatchObject({ who: 'Adam', got: 2, exitCode: 2 });
  });

  it('takes nothing into the error that is no part of a mistake', () => {
    const reason =
      '{"fault":{"rule":"it is wrong","message":"another","stack":"made up","__proto__":{}}}';
    const read = failure(reason);
    expect(read.message).toBe('it is wrong');
    expect(read.stack).not.toContain('made up');
    expect(read).toBeInstanceOf(UsageError);
  });

  it('leaves with the code of a mistake where another stands there', () => {
    expect(failure('{"fault":{"rule":"it is wrong","exitCode":"none"}}').exitCode).toBe(2);
    expect(failure('{"fault":{"rule":"it is late","exitCode":4}}').exitCode).toBe(4);
  });

  const none = ['{"fault":null}', '{"fault":7}', '{"fault":"it"}', '{"fault":{"who":"Adam"}}'];
  it.each(['no JSON', '{}', 'null', '7', '[]', ...none])(
    'is that every try failed where the text is %s',
    (reason) => {
      expect(failure(reason)).toMatchObject({ who: 'queue', exitCode: 4 });
    },
  );
});
