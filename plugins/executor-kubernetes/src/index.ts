export { plugin } from './plugin.js';
export { Config, type KubernetesConfig } from './config.js';
