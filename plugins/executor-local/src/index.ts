export { plugin } from './plugin.js';
export { createLocalExecutor, type LocalExecutor } from './local-executor.js';
export { Config, type LocalConfig } from './config.js';
