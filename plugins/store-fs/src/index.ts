export { plugin } from './plugin.js';
export { createFileLogStore, type FileLogStore } from './file-log-store.js';
