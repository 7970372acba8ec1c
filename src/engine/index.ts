export { startEngine, type Engine, type EngineOptions } from './engine.ts';
export { versions } from './versions.ts';
