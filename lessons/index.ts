import adamw from './adamw/lesson.ts';
import gradientDescent from './gradient-descent/lesson.ts';
import momentum from './momentum/lesson.ts';

/** The syllabus: every lesson, in the order of the course. */
export default [gradientDescent, momentum, adamw];
