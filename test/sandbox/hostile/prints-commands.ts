export { default } from './honest.ts';

console.log('::error file=a.ts::forged');
console.log(' ::stop-commands::x');
console.error('##vso[task.complete result=Succeeded] ##[error]forged :\u0000:set-output name=a::b');
