export { default } from './honest.ts';

const broken = () => {
  throw new Error('map is mine now');
};
for (const name of ['map', 'push', 'flatMap', 'slice', Symbol.iterator] as const) {
  Reflect.set(Array.prototype, name, broken);
}
