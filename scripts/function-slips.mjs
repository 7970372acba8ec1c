// Slips of the pen in the source of a schedule, a penalty, a gradient or a plain function: one place of its arithmetic is
// something else, or is missing. They are found in the syntax tree, so that every source has its own.
import { parsers } from 'prettier/plugins/acorn';

/** What checks and messages are made of, where no arithmetic stands. */
const guards = /^(?:check\w*|atMost|shown|UsageError|typeof)$/;
/** Those that options and schedules go through. */
const readers = /^(?:readOptions|asSchedule|penalty)$/;
/** Kinds of nodes that carry on a chain of values, and how tightly they bind. */
const binds = {
  '**': 14,
  '*': 13,
  '/': 13,
  '+': 12,
  '-': 12,
  '<': 10,
  '<=': 10,
  '>': 10,
  '>=': 10,
};
const atom = 20;
const verbs = {
  '+': 'adds',
  '-': 'subtracts',
  '*': 'multiplies',
  '/': 'divides',
  '**': 'raises to a power',
};
const others = { '<': ['<=', '>'], '<=': ['<', '>='], '>': ['>=', '<'], '>=': ['>', '<='] };
/** Functions that stand for each other by mistake. */
const functions = {
  min: ['max'],
  max: ['min'],
  floor: ['round', 'ceil'],
  cos: ['sin'],
  log: ['log10', 'log2', 'log1p'],
  log1p: ['log', 'log10'],
  exp: ['expm1'],
  sqrt: ['cbrt'],
};
const methods = {
  square: ['abs', 'sqrt'],
  abs: ['square', 'sqrt'],
  sqrt: ['square', 'abs'],
  sum: ['mean', 'max'],
  minimum: ['maximum'],
  maximum: ['minimum'],
  add: ['sub', 'mul'],
  sub: ['add'],
  mul: ['add', 'div'],
  div: ['mul'],
  unshift: ['push'],
};

/**
 * @param code of a member without types
 * @param kind of the member: the arithmetic of a penalty is that of tensors' methods
 * @returns for each slip what it is, what changes from where to where, and the piece of code in which that stands
 */
export function slipsIn(code, kind) {
  const found = new Map();
  const text = ({ start, end }) => code.slice(start, end);
  const add = (says, [start, end], by, node) => {
    const [from, to] = pieceAround(node);
    // Two minus signs in a row would be one sign.
    const put = by.startsWith('-') && code[start - 1] === '-' ? `(${by})` : by;
    const whole = code.slice(0, start) + put + code.slice(end);
    if (whole !== code && !found.has(whole)) found.set(whole, [says, start, end, put, from, to]);
  };
  /** An operand as it must be written in an expression that binds so tightly. */
  const operand = (node, tight) => (bindingOf(node) < tight ? `(${text(node)})` : text(node));
  const joined = (a, operator, b) => {
    const second = operand(b, behind(operator));
    const apart = operator === '-' && second.startsWith('-') ? `(${second})` : second;
    return operand(a, before(operator)) + operator + apart;
  };
  /** What stands in the place of a whole expression. */
  const instead = (says, node, by, tight) =>
    add(
      says,
      [node.start, node.end],
      !node.extra?.parenthesized && tight < tightness(node) ? `(${by})` : by,
      node,
    );
  const visitor = {
    BinaryExpression(node) {
      const { left, right, operator } = node;
      const whole = text(node);
      const put = (other, a = left, b = right) => [joined(a, other, b), binds[other]];
      if (operator in others) {
        for (const other of others[operator]) {
          instead(`\`${other}\` stands for \`${operator}\``, node, ...put(other));
        }
        return;
      }
      if (!(operator in verbs)) return;
      const without = (kept, gone) =>
        instead(`\`${gone}\` is missing`, node, text(kept), bindingOf(kept));
      without(left, `${operator} ${operand(right, binds[operator])}`);
      without(right, `${operand(left, binds[operator])} ${operator}`);
      for (const other of Object.keys(verbs).filter((one) => one !== operator)) {
        instead(`it ${verbs[other]} where it should ${meant[operator]}`, node, ...put(other));
      }
      if ('-/**'.includes(operator)) {
        instead(`\`${whole}\` is turned around`, node, ...put(operator, right, left));
      }
      regroup(node);
    },
    UnaryExpression(node) {
      if (node.operator !== '-') return;
      const { argument } = node;
      instead('the minus is missing', node, text(argument), bindingOf(argument));
      if (argument.type === 'Literal') instead(`0 stands for -${argument.value}`, node, '0', atom);
    },
    Literal(node) {
      if (typeof node.value !== 'number') return;
      const n = node.value;
      const near = [
        0,
        1,
        2,
        0.5,
        3,
        4,
        10,
        0.1,
        n + 1,
        n - 1,
        2 * n,
        n / 2,
        10 * n,
        n / 10,
        n * n,
        Math.sqrt(n),
      ];
      for (const other of new Set(near.map((one) => Number(one.toPrecision(12))))) {
        if (other !== n)
          instead(`${other} stands for ${n}`, node, String(other), other < 0 ? 14.5 : atom);
      }
      if (node.parent.type === 'CallExpression' && node.parent.callee.object === undefined) {
        for (const name of visible(node)) instead(`\`${name}\` stands for ${n}`, node, name, atom);
      }
    },
    MemberExpression(node) {
      if (text(node) === 'Math.PI') {
        for (const other of ['2*Math.PI', 'Math.PI/2', '180', '1', '3.14'])
          instead(`${other} stands for π`, node, other, other.length > 4 ? 13 : atom);
      }
      if (node.computed) {
        const index = text(node.property);
        for (const other of ['0', `${index}+1`, `${index}-1`]) {
          add(
            `[${other}] stands for [${index}]`,
            [node.property.start, node.property.end],
            other,
            node,
          );
        }
      }
    },
    CallExpression(node) {
      const { callee, arguments: given } = node;
      if (callee.type === 'MemberExpression' && !callee.computed) {
        const { object, property } = callee;
        const name = property.name;
        const own = object.name === 'Math' ? functions : methods;
        for (const other of own[name] ?? []) {
          const by = object.name === 'Math' ? `Math.${other}` : other;
          add(
            `\`${by}\` stands for \`${text(property)}\``,
            [property.start, property.end],
            other,
            node,
          );
        }
        if (object.name === 'Math') {
          for (const one of given.filter(({ type }) => type !== 'SpreadElement'))
            instead(
              given.length === 1
                ? `\`Math.${name}\` is missing`
                : `\`Math.${name}\` is missing: it takes \`${text(one)}\` alone`,
              node,
              text(one),
              bindingOf(one),
            );
          moved(node);
        } else if (!/^[A-Z]/.test(object.name ?? '')) {
          const arrows = given.some(({ type }) => type === 'ArrowFunctionExpression');
          if (!arrows || name === 'map' || name === 'filter')
            instead(
              `\`.${name}(${given.map(text).join(', ')})\` is missing`,
              node,
              text(object),
              bindingOf(object),
            );
        }
      }
      if (callee.type === 'Identifier') {
        if (given.length === 1)
          instead(`\`${callee.name}\` is missing`, node, text(given[0]), bindingOf(given[0]));
      }
      for (const [i, one] of given.entries()) {
        for (const [j, other] of given.entries()) {
          if (j <= i || callee.object?.name === 'Math' || readers.test(callee.name)) continue;
          add(
            `\`${text(one)}\` and \`${text(other)}\` have changed places`,
            [one.start, other.end],
            [other, ...given.slice(i + 1, j), one].map(text).join(','),
            node,
          );
        }
      }
    },
    ConditionalExpression(node) {
      const { test, consequent, alternate } = node;
      if (test.type === 'UnaryExpression' || text(test).includes('typeof')) return;
      const always = (kept) =>
        instead(
          `it is \`${text(kept)}\` whether \`${text(test)}\` or not`,
          node,
          text(kept),
          bindingOf(kept),
        );
      always(consequent);
      always(alternate);
      instead(
        'the condition is the wrong way round',
        node,
        `${operand(test, 4)}?${text(alternate)}:${text(consequent)}`,
        3,
      );
    },
    IfStatement(node) {
      const { test, consequent } = node;
      add(`\`if (${text(test)})\` is missing`, [node.start, consequent.start], '', node);
      add(`\`${text(node)}\` is missing`, [node.start, node.end], ';', node);
    },
    AssignmentExpression(node) {
      if (node.right.type !== 'ArrayExpression' && node.parent.type === 'ExpressionStatement')
        instead(`\`${text(node)}\` is missing`, node, '0', atom);
    },
  };
  /** Brackets, and those of a function, around more or less than they should be. */
  function regroup(node) {
    const { left, right, operator } = node;
    const says = 'the brackets stand elsewhere';
    if (right.operator in verbs && right.type === 'BinaryExpression') {
      const by = `(${joined(left, operator, right.left)})${right.operator}`;
      instead(says, node, by + operand(right.right, behind(right.operator)), binds[right.operator]);
    }
    if (left.operator in verbs && left.type === 'BinaryExpression') {
      const by = `${operand(left.left, before(left.operator))}${left.operator}`;
      instead(says, node, `${by}(${joined(left.right, operator, right)})`, binds[left.operator]);
    }
    for (const part of [right, left].filter(isMathOfOne)) {
      const [inner] = part.arguments;
      const call = text(part.callee);
      const whole = part === right ? joined(left, operator, inner) : joined(inner, operator, right);
      instead(`\`${call}\` is taken of too much`, node, `${call}(${whole})`, atom);
    }
  }
  function moved(node) {
    const [inner] = node.arguments;
    if (!isMathOfOne(node) || inner.type !== 'BinaryExpression' || !(inner.operator in verbs))
      return;
    const call = text(node.callee);
    const { left, right, operator } = inner;
    const first = `${call}(${text(left)})${operator}${operand(right, behind(operator))}`;
    const second = `${operand(left, before(operator))}${operator}${call}(${text(right)})`;
    instead(`\`${call}\` is taken of \`${text(left)}\` alone`, node, first, binds[operator]);
    instead(`\`${call}\` is taken of \`${text(right)}\` alone`, node, second, binds[operator]);
  }
  const late = [];
  /** What somebody may do to a value. */
  const wraps = (node) => {
    const x = text(node);
    if (x === 'Math.PI') return;
    if (kind === 'regularizer') {
      if (node.callee?.property === undefined && node.type !== 'Identifier') return;
      late.push(() => {
        for (const [says, by] of [
          ['stands under a root', 'sqrt()'],
          ['is squared', 'square()'],
          ['is doubled', 'mul(2)'],
          ['is halved', 'mul(0.5)'],
          ['has lost its sign', 'abs()'],
          ['is cut off at 0', 'maximum(0)'],
        ])
          add(`\`${x}\` ${says}`, [node.end, node.end], `.${by}`, node);
      });
      return;
    }
    const own = (tight) => operand(node, tight);
    late.push(() => {
      for (const [says, by, tight] of [
        ['is squared', `${own(15)}**2`, 14],
        ['stands under a root', `Math.sqrt(${x})`, atom],
        ['is one too large', `${x}+1`, 12],
        ['is one too small', `${x}-1`, 12],
        ['is doubled', `2*${own(13)}`, 13],
        ['is halved', `${own(13)}/2`, 13],
        ['has the wrong sign', `-${own(15)}`, 14.5],
        ['has lost its sign', `Math.abs(${x})`, atom],
        ['is rounded down', `Math.floor(${x})`, atom],
        ['is rounded', `Math.round(${x})`, atom],
        ['is rounded up', `Math.ceil(${x})`, atom],
        ['is upside down', `1/${own(14)}`, 13],
        ['is taken away from 1', `1-${own(13)}`, 12],
        ['is cut off at 1', `Math.min(${x},1)`, atom],
        ['is cut off at 0', `Math.max(${x},0)`, atom],
      ])
        instead(`\`${x}\` ${says}`, node, by, tight);
    });
  };
  const names = (node) => {
    const here = visible(node);
    for (const other of here) {
      if (other !== node.name)
        instead(`\`${other}\` stands for \`${node.name}\``, node, other, atom);
    }
  };
  walk(parsers.acorn.parse(code, {}), undefined, (node) => {
    visitor[node.type]?.(node);
    if (node.type === 'Identifier' && isReading(node)) names(node);
    if (isValue(node)) wraps(node);
  });
  for (const one of late) one();
  return [...found.values()];
}

const meant = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '**': 'raise to a power',
};

const isMathOfOne = ({ type, callee, arguments: given }) =>
  type === 'CallExpression' && callee.object?.name === 'Math' && given.length === 1;

/** How tightly the operands of an operator must bind to stand there without brackets. */
const before = (operator) => (operator === '**' ? 15 : binds[operator]);
const behind = (operator) => ('-/'.includes(operator) ? binds[operator] + 1 : binds[operator]);

const bindingOf = ({ type, operator }) => {
  if (type === 'BinaryExpression' || type === 'LogicalExpression') return binds[operator] ?? 5;
  if (type === 'UnaryExpression') return 14.5;
  if (type === 'ConditionalExpression' || type === 'ArrowFunctionExpression') return 3;
  if (type === 'AssignmentExpression') return 2;
  return atom;
};

/** How tightly something must bind to stand in the place of a node without brackets. */
function tightness({ parent, start }) {
  const { type } = parent;
  if (type === 'BinaryExpression') {
    const tight = binds[parent.operator] ?? 9;
    if (parent.left.start === start) return parent.operator === '**' ? 15 : tight;
    return '-/'.includes(parent.operator) ? tight + 1 : tight;
  }
  if (type === 'UnaryExpression') return 15;
  if (type === 'MemberExpression' || type === 'CallExpression') {
    return parent.object?.start === start || parent.callee?.start === start ? atom : 2;
  }
  if (type === 'ConditionalExpression') return parent.test.start === start ? 4 : 2;
  return 0;
}

/** Characters of the source that are shown at most, if there is a piece that is shorter. */
const longest = 90;

/** As much around a place as is shown: its statement, or the largest part of that which is not too long. */
function pieceAround(node) {
  let piece = node;
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (
      at.end - at.start > longest ||
      /^(?:BlockStatement|Program|Property|VariableDeclaration|FunctionDeclaration)$/.test(at.type)
    )
      break;
    piece = at;
  }
  return [piece.start, piece.end];
}

function isReading({ name, parent, start }) {
  if (parent.type === 'MemberExpression')
    return parent.object.start === start ? name !== 'Math' : parent.computed;
  if (parent.type === 'CallExpression') return parent.callee.start !== start;
  if (parent.type === 'Property')
    return (
      parent.value.start === start && !parent.shorthand && parent.parent.type !== 'ObjectPattern'
    );
  if (parent.type === 'AssignmentPattern') return parent.right.start === start;
  if (parent.type === 'VariableDeclarator') return parent.init?.start === start;
  if (parent.type === 'AssignmentExpression') return parent.right.start === start;
  return !/Function|Pattern|RestElement/.test(parent.type) || parent.body?.start === start;
}

/** What may be a number: shown by where it stands. */
function isValue(node) {
  if (!/^(?:Identifier|BinaryExpression|CallExpression|MemberExpression)$/.test(node.type))
    return false;
  if (node.type === 'Identifier' && !isReading(node)) return false;
  const { parent } = node;
  if (
    /Pattern|ForStatement|WhileStatement/.test(parent.type) ||
    parent.parent?.type === 'ForStatement'
  )
    return false;
  if (
    parent.type === 'MemberExpression' &&
    parent.object === node &&
    node.type === 'Identifier' &&
    node.name !== 'w'
  )
    return false;
  if (parent.type === 'CallExpression' && parent.callee === node) return false;
  if (parent.type === 'VariableDeclarator' && parent.id.type !== 'Identifier') return false;
  if (readers.test(node.callee?.name ?? '')) return false;
  return parent.type !== 'ExpressionStatement' && parent.type !== 'SpreadElement';
}

/** Names of values, not of functions, that stand where a node could read them. */
function visible(node) {
  const found = new Set();
  const own = (pattern) => {
    if (pattern === null || pattern === undefined) return;
    if (pattern.type === 'Identifier') found.add(pattern.name);
    else if (pattern.type === 'ObjectPattern')
      for (const one of pattern.properties) own(one.value ?? one.argument);
    else if (pattern.type === 'ArrayPattern') for (const one of pattern.elements) own(one);
    else if (pattern.type === 'AssignmentPattern') own(pattern.left);
  };
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (/Function|Arrow/.test(parent.type)) for (const one of parent.params) own(one);
    if (parent.type === 'ForOfStatement') for (const one of parent.left.declarations) own(one.id);
    if (parent.type === 'ForStatement')
      for (const one of parent.init?.declarations ?? []) own(one.id);
    if (parent.type !== 'BlockStatement') continue;
    for (const one of parent.body.slice(0, parent.body.indexOf(at))) {
      if (one.type !== 'VariableDeclaration') continue;
      for (const { id, init } of one.declarations) {
        if (!/Function|Object/.test(init?.type ?? '')) own(id);
      }
    }
  }
  for (const name of ['options', 'ends', 'config', 'next', 'after', '_']) found.delete(name);
  return found;
}

/** Goes through all nodes but those in which no arithmetic stands; each learns its parent. */
function walk(node, parent, see) {
  node.parent = parent;
  if (isAside(node)) return;
  see(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || key === 'extra' || key === 'key') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === 'string') walk(child, node, see);
    }
  }
}

function isAside(node) {
  const { type, parent } = node;
  const called = node.callee?.name ?? '';
  if (type === 'ThrowStatement' || type === 'TemplateLiteral') return true;
  if (type === 'CallExpression' && guards.test(called)) return true;
  if (type === 'FunctionDeclaration' && guards.test(node.id.name)) return true;
  if (type === 'IfStatement') return JSON.stringify(node, without).includes('"ThrowStatement"');
  if (type === 'ForOfStatement') return node.body.expression?.callee?.name === 'checkNumber';
  if (type === 'UnaryExpression' && node.operator === 'typeof') return true;
  if (type === 'Property')
    return /^(?:ranges|gradient|proximal|defaults)$/.test(node.key.name ?? '');
  if (parent?.type === 'CallExpression' && parent.callee.name === 'readOptions')
    return node !== parent.callee;
  if (parent?.type === 'CallExpression' && parent.callee.name === 'asSchedule')
    return node !== parent.arguments[1];
  return type === 'VariableDeclarator' && node.id.name === 'config';
}

const without = (key, value) => (key === 'parent' ? undefined : value);
