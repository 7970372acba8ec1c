export { escapeTime, type Escape } from './escape-time.ts';
export { regularizedLoss, type Judged } from './regularized-loss.ts';
export { searchTime, type Search } from './search-time.ts';
export { minibatchVariance, type Poll } from './minibatch-variance.ts';
export { rateSweep, type RateSweep } from './rate-sweep.ts';
export { stepLimit, type Curvature } from './step-limit.ts';
export { swingLeft, type Swing } from './swing.ts';
export { trainingRecipe, type Portion, type Recipe } from './training-recipe.ts';
