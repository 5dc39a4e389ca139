export { plugin } from './plugin.js';
export { Config, type DockerConfig } from './config.js';
