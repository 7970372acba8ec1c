import { describe, expect, it } from 'vitest';
import { brokerUrl } from '../../../src/engine/queue/broker-url.ts';

describe('the address of a broker', () => {
  it.each([
    ['redis://:secret@host:6380/2', 'redis', 'redis://host:6380/2'],
    ['rediss://user:secret@host', 'redis', 'rediss://host'],
    ['postgres://user:secret@host/base', 'postgres', 'postgres://host/base'],
    [
      'postgresql://user:secret@host:1/base?sslmode=require',
      'postgres',
      'postgresql://host:1/base',
    ],
  ])('%s is read, and shown without its password', (url, engine, shown) => {
    expect(brokerUrl('work', url)).toEqual({ engine, url, shown });
  });

  it('names a database of Redis by its number', () => {
    expect(() => brokerUrl('work', 'redis://:secret@host/jobs')).toThrow(
      'work: --queue must name a database of Redis by its number, such as redis://host:6379/2, got redis://host/jobs',
    );
  });

  it.each([
    ['kafka://secret@host', ', got kafka://…'],
    ['redis://', ', got redis://…'],
    ['secret', 'database'],
  ])('%s is refused without being repeated', (url, end) => {
    const said = (() => {
      try {
        return brokerUrl('work', url).shown;
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(said).toMatch(/^work: --queue must be the address of a broker/);
    expect(said.endsWith(end)).toBe(true);
    expect(said).not.toContain('secret');
  });
});
