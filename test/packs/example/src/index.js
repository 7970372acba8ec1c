export { faded } from './faded.js';
export { HeavyBall } from './heavy-ball.js';
