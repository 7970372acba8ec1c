import heavyBall from './heavy-ball/lesson.js';

/** The lessons of this pack, in the order in which they are read. */
export default [heavyBall];
