/** Words for keys of the configuration language (`definePlugin({ yml })`). All nodes are plain, shared data. */
export * from './nodes.js';
