import type { Containment } from './containment.js';
import type { JobUser } from './job-user.js';

interface Facts {
  readonly user: JobUser | undefined;
  readonly containment: Containment;
  readonly allowForks: boolean;
  /** Is this the first process of its container, and nobody there to wait for what jobs leave behind? */
  readonly leavesZombies: boolean;
}

/** What is not isolated, in plain words, for boot messages and the system page. */
export function warningsOf(facts: Facts): readonly string[] {
  const { containment, allowForks, leavesZombies } = facts;
  return [
    'Jobs run as processes of this machine: they use its network, processor, memory and disk without a share of their own.',
    'Jobs share one network with each other and with the server: they reach every port on loopback, and every Unix socket without a file (abstract).',
    filesOf(facts),
    ...(containment.namespaces ? [] : withoutNamespaces(facts)),
    ...(leavesZombies
      ? [
          'Processes that jobs leave behind stay as zombies: the server is process 1 and has neither perl nor python3 to wait for them. Start the container with an init (`docker run --init`).',
        ]
      : []),
    ...(allowForks
      ? ['Pull requests from forks are run: anyone who can open one can run programs here.']
      : []),
  ];
}

function filesOf({ user, containment }: Facts): string {
  if (user) {
    return `Jobs run as the user ${user.name}, can read what that user can read, and share its limit of processes and its kernel keyring.`;
  }
  if (!containment.namespaces) {
    return 'Jobs can read and change everything that the user who runs the server can, the data folder and its key included.';
  }
  if (containment.seal.length === 0) {
    return 'Jobs can read and change the files of the user that runs the server, except the data folder and the folders of other jobs.';
  }
  return `Jobs can read the files of the user that runs the server, except the data folder and the folders of other jobs; they cannot change what lies in ${containment.seal.join(', ')}, and can change what else that user can.`;
}

function withoutNamespaces({ user }: Facts): readonly string[] {
  return [
    'Jobs see the processes of this machine: namespaces are off or the kernel does not allow them.',
    `All jobs are one user${user ? ` (${user.name})` : ''}: a job can read and change the home of every other that runs, and end its processes.`,
    'What jobs put into /tmp, /var/tmp and /dev/shm, and in System V memory, is seen by later jobs and stays.',
  ];
}
