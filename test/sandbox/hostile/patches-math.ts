export { default } from './honest.ts';

Math.random = () => 0.5;
