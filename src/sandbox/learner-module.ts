import { createRequire } from 'node:module';
import { SourceTextModule, SyntheticModule, type Module } from 'node:vm';
import { compiledName } from './compiled-name.ts';
import { notOffered, offeredModule, requireName } from './offered-modules.ts';

/** What a compiled file can import by bare names, as namespaces. */
export type Libraries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What a learner's file may import, collected while everything can still be loaded. The returned function runs a compiled
 * file and gives its namespace: every import in it, however it is written, ends here.
 * @param own what stands in the place of Node's own `process` and `console`
 */
export function learnerModules(
  libraries: Libraries,
  own: Readonly<Record<string, object>>,
): (text: string) => Promise<object> {
  const load = createRequire(import.meta.url);
  const made = new Map<string, Module>();

  const builtIn = (name: string): object => own[name] ?? (load(`node:${name}`) as object);
  const namespace = (specifier: string): Readonly<Record<string, unknown>> => {
    const library = libraries[specifier];
    if (library !== undefined) return library;
    if (specifier === requireName) return { default: required };
    const name = offeredModule(specifier);
    if (name === undefined) throw new Error(notOffered(specifier));
    const exported = builtIn(name);
    return { ...exported, default: exported };
  };
  const required = (specifier: string): object => {
    const name = offeredModule(specifier);
    if (name === undefined) throw new Error(notOffered(specifier));
    return builtIn(name);
  };
  const resolve = (specifier: string): Module => {
    const known = made.get(specifier);
    if (known !== undefined) return known;
    const exported = Object.entries(namespace(specifier));
    const module = new SyntheticModule(
      exported.map(([name]) => name),
      () => {
        for (const [name, value] of exported) module.setExport(name, value);
      },
      { identifier: specifier },
    );
    made.set(specifier, module);
    return module;
  };
  const linked = async (specifier: string): Promise<Module> => {
    const module = resolve(specifier);
    if (module.status === 'unlinked') await module.link(resolve);
    if (module.status === 'linked') await module.evaluate();
    return module;
  };

  return async (text) => {
    const module = new SourceTextModule(text, {
      identifier: compiledName,
      importModuleDynamically: linked,
    });
    await module.link(resolve);
    await module.evaluate();
    return module.namespace;
  };
}
