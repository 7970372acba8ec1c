export { default } from './honest.ts';

const megabyte = 'x'.repeat(1024 * 1024);
for (let i = 0; i < 100; i++) {
  process.stdout.write(megabyte);
  process.stderr.write(megabyte);
}
