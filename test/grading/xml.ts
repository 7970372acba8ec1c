/** An XML element as a strict reader sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** A reader of the XML that we write, and of no other: it throws at anything that is not well-formed. */
export function parsed(xml: string): Element {
  if (/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(xml)) {
    throw new Error('a character that XML 1.0 forbids');
  }
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(head)) throw new Error('no XML declaration');
  const document: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  token.lastIndex = head.length;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    const [, close, name = '', attributes = '', empty, text] = found;
    const inner = open.at(-1) as Element;
    if (text !== undefined) {
      if (text.includes(']]>')) throw new Error('"]]>" in text');
      inner.text += decoded(text);
    } else if (close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes what it did not open`);
    } else {
      const element = { name, attributes: pairs(attributes), children: [], text: '' };
      inner.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1 || document.children.length !== 1) throw new Error('not one root');
  return document.children[0] as Element;
}

function pairs(text: string): Record<string, string> {
  const all = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)];
  const names = all.map(([, name]) => name);
  if (new Set(names).size < names.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(all.map(([, name = '', value = '']) => [name, decoded(value)]));
}

function decoded(text: string): string {
  const known: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#10;': '\n',
    '&#9;': '\t',
  };
  return text.replaceAll(/&[^;]*;?/g, (entity) => {
    const sign = known[entity];
    if (sign === undefined) throw new Error(`not an entity: ${entity.slice(0, 20)}`);
    return sign;
  });
}

/**
 * What breaks the common subset of JUnit XML; a test expects nothing.
 * Elements and attributes as https://github.com/testmoapp/junitxml lists them ("Complete JUnit XML example").
 */
export function strictJunit(root: Element): string[] {
  const faults: string[] = [];
  const counts = ['tests', 'failures', 'errors', 'skipped'];
  const may: Record<string, [attributes: string[], required: string[], children: string[]]> = {
    testsuites: [['name', ...counts, 'time'], counts, ['testsuite']],
    testsuite: [
      ['name', ...counts, 'time', 'file'],
      ['name', ...counts],
      ['properties', 'system-out', 'testcase'],
    ],
    properties: [[], [], ['property']],
    property: [['name', 'value'], ['name', 'value'], []],
    testcase: [
      ['name', 'classname', 'time', 'file', 'line'],
      ['name', 'classname'],
      ['skipped', 'failure', 'error'],
    ],
    failure: [['message', 'type'], ['message'], []],
    error: [['message', 'type'], ['message'], []],
    skipped: [['message'], [], []],
    'system-out': [[], [], []],
  };
  const visit = (element: Element) => {
    const { name, attributes, children } = element;
    const [allowed, required, inside] = may[name] ?? [[], [], []];
    if (may[name] === undefined) faults.push(`<${name}> is not in the subset`);
    for (const one of Object.keys(attributes)) {
      if (!allowed.includes(one)) faults.push(`<${name} ${one}> is not in the subset`);
    }
    for (const one of required) if (!(one in attributes)) faults.push(`<${name}> lacks ${one}`);
    for (const child of children) {
      if (!inside.includes(child.name)) faults.push(`<${child.name}> in <${name}>`);
      visit(child);
    }
    if (name === 'testcase' && children.length > 1) faults.push('a case with two results');
    if (name.startsWith('testsuite')) {
      const cases = within(element, 'testcase');
      const totals = {
        tests: cases.length,
        failures: within(element, 'failure').length,
        errors: within(element, 'error').length,
        skipped: within(element, 'skipped').length,
      };
      for (const [total, count] of Object.entries(totals)) {
        if (attributes[total] !== String(count)) faults.push(`${total} of <${name}>: not ${count}`);
      }
    }
  };
  if (root.name !== 'testsuites') faults.push(`the root is <${root.name}>`);
  visit(root);
  return faults;
}

const within = ({ children }: Element, name: string): Element[] =>
  children.flatMap((child) => [...(child.name === name ? [child] : []), ...within(child, name)]);
