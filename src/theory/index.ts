export { escapeTime, type Escape } from './escape-time.ts';
