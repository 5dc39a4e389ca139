import type { Containment } from './containment.js';
import type { JobUser } from './job-user.js';

/** What is not isolated, in plain words, for boot messages and the system page. */
export function warningsOf(facts: {
  readonly user: JobUser | undefined;
  readonly containment: Containment;
  readonly allowForks: boolean;
}): readonly string[] {
  const { user, containment, allowForks } = facts;
  const list = [
    'Jobs run as processes of this machine: they use its network, processor, memory and disk without a share of their own.',
  ];
  if (user) {
    list.push(`Jobs run as the user ${user.name} and can read what that user can read.`);
  } else if (containment.namespaces) {
    list.push(
      'Jobs can read and change the files of the user that runs the server, except the data folder.',
    );
  } else {
    list.push(
      'Jobs can read and change everything that the user who runs the server can, the data folder and its key included.',
    );
  }
  if (!containment.namespaces) {
    list.push(
      'Jobs see the processes of this machine: namespaces are off or the kernel does not allow them.',
    );
  }
  if (allowForks)
    list.push('Pull requests from forks are run: anyone who can open one can run programs here.');
  return list;
}
