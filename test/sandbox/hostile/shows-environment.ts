export { default } from './honest.ts';

console.log(JSON.stringify(process.env));
