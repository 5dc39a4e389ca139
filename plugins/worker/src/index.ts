export { plugin } from './plugin.js';
export { Config, type WorkerConfig } from './config.js';
