export { carried } from './carried.ts';
export { asCode } from './as-code.ts';
export { saveData, savePicture } from './save.ts';
