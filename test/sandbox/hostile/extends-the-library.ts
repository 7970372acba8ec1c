import { Adam } from 'downhill';

export default class MyAdam extends Adam {}
