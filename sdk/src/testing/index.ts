export { createTestRepository, type TestRepository } from './git-repository.js';
export { startGitServer, type GitServer } from './git-server.js';
export { createOutbound } from '@turnpike/core';
export { repositoryRecord } from './repository.js';
