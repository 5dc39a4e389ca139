export { plugin } from './plugin.js';
export { Config, type LogsConfig } from './config.js';
