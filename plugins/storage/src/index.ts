export { plugin } from './plugin.js';
export { Config, type StorageConfig } from './config.js';
