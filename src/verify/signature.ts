import type { Signature } from './probe.ts';

/** Longest list of parameters that is told. */
const longest = 200;

/** What an export asks for: the parameters of its constructor or of itself, and whether what it makes has `step()`. */
export function signatureOf(exported: unknown, form: 'class' | 'function'): Signature {
  try {
    const text = Function.prototype.toString.call(exported);
    const list = form === 'class' ? constructorOf(exported, text) : text;
    const prototype = (exported as { prototype?: object }).prototype;
    return {
      takes: parametersIn(list).join(', ').slice(0, longest),
      steps: prototype !== undefined && prototype !== null && 'step' in prototype,
    };
  } catch {
    return { takes: '', steps: false };
  }
}

/** Most methods that are told. */
const most = 10;
const isWord = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w$]{1,40}$/.test(text);

/** The same for the export of a function's file: also what it is called, and of a class its methods. */
export function interfaceOf(exported: unknown, form: 'class' | 'function'): Signature {
  const signature = signatureOf(exported, form);
  try {
    const { name, prototype } = exported as { name: unknown; prototype: object };
    const methods = form === 'class' ? Object.getOwnPropertyNames(prototype).filter(isWord) : [];
    return {
      ...signature,
      ...(isWord(name) && { name }),
      methods: methods.filter((one) => one !== 'constructor').slice(0, most),
    };
  } catch {
    return signature;
  }
}

/** The text from the constructor's parameters on; of a class that has none of its own, its parent's. */
function constructorOf(exported: unknown, text: string): string {
  // What older compilers make of a class is its constructor.
  if (!/^class\b/.test(text)) return text;
  const at = text.search(/\bconstructor\s*\(/);
  if (at >= 0) return text.slice(at);
  const parent: unknown = Object.getPrototypeOf(exported);
  return typeof parent === 'function' && parent !== Function.prototype
    ? constructorOf(parent, Function.prototype.toString.call(parent))
    : '';
}

/** The parameters that a text begins with, without their defaults. */
function parametersIn(text: string): string[] {
  const [alone] = /^(?:async\s+)?[\w$]+(?=\s*=>)/.exec(text) ?? [];
  if (alone !== undefined) return [alone];
  const start = text.indexOf('(');
  const found = [''];
  let depth = 0;
  for (const letter of text.slice(start < 0 ? text.length : start)) {
    if (')]}'.includes(letter)) depth -= 1;
    if (depth === 0 && letter === ')') break;
    if (letter === ',' && depth === 1) found.push('');
    else if (depth > 0) found.push(`${found.pop() as string}${letter}`);
    if ('([{'.includes(letter)) depth += 1;
  }
  return found
    .map((one) =>
      one
        .trim()
        .replace(/^(\{)[^]*$/, '{ … }')
        .replace(/\s*=[^]*$/, ''),
    )
    .filter((one) => one !== '');
}
