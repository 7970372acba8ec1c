export * from './optimizers/index.ts';
export * from './schedules/index.ts';
