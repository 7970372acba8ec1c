import { writeSync } from 'node:fs';
import { serialize } from 'node:v8';

export { default } from './honest.ts';

const observation = { id: 'first', path: [[[0]]], facts: {} };
const body = serialize({ token: '', reply: { observation } });
const length = Buffer.alloc(4);
length.writeUInt32LE(body.length);
writeSync(3, Buffer.concat([length, body]));
