import { defineService } from '@turnpike/sdk';
import { startUnit } from '../shared/daemon.js';

/** The container runtime interface over Docker, for Kubernetes in a job; has to be installed. */
export const criDockerd = defineService({
  id: 'cri_dockerd',
  summary: 'cri-dockerd and containerd, for Kubernetes in a job.',
  yml: { value: 'cri-dockerd' },
  aliases: ['cri-dockerd'],
  start: (sh) => {
    sh.if('-z "$(command -v cri-dockerd)"', () =>
      sh.echo('cri-dockerd is not installed on this machine.', { ansi: 'yellow' }),
    ).else(() => {
      startUnit(sh, 'containerd');
      startUnit(sh, 'cri-docker', undefined, ['cri-dockerd']);
    });
  },
});

/** For whoever installs it alone. @alias */
export const plugin = criDockerd;
