export { default } from './honest.ts';

Reflect.set(Promise.prototype, 'then', () => {});
