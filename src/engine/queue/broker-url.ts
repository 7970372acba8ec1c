import { UsageError } from '../../shared/errors.ts';

/** Where a broker is, as `--queue` names it. */
export interface BrokerUrl {
  readonly engine: 'redis' | 'postgres';
  /** As it was given, with its password. */
  readonly url: string;
  /** As it may be read by everybody. */
  readonly shown: string;
}

const engines: Readonly<Record<string, BrokerUrl['engine']>> = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

/** @throws UsageError for an address of another kind */
export function brokerUrl(who: string, text: string): BrokerUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const engine = url && engines[url.protocol];
  if (url === undefined || engine === undefined || url.hostname === '') {
    // What cannot be read may hold a password anywhere else.
    const scheme = /^[a-z][\w+.-]*:\/\//i.exec(text)?.[0];
    throw new UsageError({
      who,
      rule: '--queue must be the address of a broker, such as redis://host:6379 or postgres://user:password@host/database',
      got: scheme && `${scheme}…`,
    });
  }
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  if (engine === 'redis' && !/^\/?\d*$/.test(url.pathname)) {
    const rule = '--queue must name a database of Redis by its number, such as redis://host:6379/2';
    throw new UsageError({ who, rule, got: shown });
  }
  return { engine, url: text, shown };
}
