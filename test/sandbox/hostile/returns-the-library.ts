export { Adam as default } from 'downhill';
