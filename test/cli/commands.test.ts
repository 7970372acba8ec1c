import { readFileSync } from 'node:fs';
import { Command, Help } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands, nameOf } from '../../src/cli/commands.ts';

describe.each(commands.map((one) => [nameOf(one), one] as const))('downhill %s', (name, listed) => {
  it('is listed with the arguments that it takes', async () => {
    const command = new Command(name);
    const add = await listed.load();
    await add(command);
    expect(listed.usage).toBe(new Help().subcommandTerm(command));
  });
});

/** The modules that a built file imports, and those that its imports do, before anything is called. */
function modulesOf(file: string): string[] {
  const files = [new URL(`../../dist/${file}`, import.meta.url).href];
  const packages = new Set<string>();
  for (const each of files) {
    const text = readFileSync(new URL(each), 'utf8');
    for (const [, name = ''] of text.matchAll(
      /^(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]/gm,
    )) {
      if (!name.startsWith('.')) packages.add(name);
      else if (!files.includes(new URL(name, each).href)) files.push(new URL(name, each).href);
    }
  }
  return [...files, ...packages];
}

const packagesOf = (file: string) =>
  modulesOf(file).filter((name) => !/^(?:node|file):/.test(name));

describe('what a command loads before it does anything', () => {
  const heavy = /tensorflow|canvas|esbuild|downhill/;

  it.each(['main', 'map', 'list', 'hint', 'solution', 'reset', 'check', 'verify/verify'])(
    '%s: neither tensors nor pictures nor a compiler',
    (name) => {
      expect(packagesOf(`cli/${name}.js`).filter((one) => heavy.test(one))).toEqual([]);
    },
  );

  it('verify: what judges comes after the processes that it waits for have begun to start', () => {
    expect(
      modulesOf('cli/verify/verify.js').filter((one) => one.includes('/dist/verify/members/')),
    ).toEqual([]);
    expect(packagesOf('processes/verify-files.js').filter((one) => heavy.test(one))).toEqual([]);
  });

  it('is found where it is heavy', () => {
    expect(packagesOf('cli/report/report.js')).toContain('@tensorflow/tfjs');
  });
});
