export { mendKernels, missingKernels } from './mend-kernels.ts';
