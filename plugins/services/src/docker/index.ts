import { defineDaemon } from '../shared/daemon.js';

/** The Docker daemon. */
export const docker = defineDaemon({
  id: 'docker',
  summary: 'The Docker daemon.',
  yml: { value: 'docker' },
  command: ['dockerd'],
});

/** For whoever installs it alone. @alias */
export const plugin = docker;
