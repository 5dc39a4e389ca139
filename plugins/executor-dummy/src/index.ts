export { plugin } from './plugin.js';
export { createDummyExecutor, Config, type DummyConfig } from './dummy-executor.js';
