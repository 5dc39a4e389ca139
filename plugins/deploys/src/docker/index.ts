import { defineDeploy } from '@turnpike/sdk';
import { list, truthy } from '@turnpike/sdk/shell';
import { needTool, option, secret, word } from '../shared/options.js';

/** Pushes images to any registry. */
export const docker = defineDeploy({
  id: 'docker',
  summary: 'Pushes images to a container registry.',
  required: ['target'],
  run: (sh, options) => {
    needTool(sh, 'docker');
    secret(sh, 'DOCKER_PASSWORD', options['password']);
    const registry = truthy(options['registry']) ? ` ${word(options['registry'])}` : '';
    if (truthy(options['username'])) {
      sh.cmd(
        `printf %s "$DOCKER_PASSWORD" | docker login --username ${word(options['username'])} --password-stdin${registry}`,
      );
    }
    const source = option(options, 'source');
    for (const target of list(options['target']).filter(truthy)) {
      if (source) sh.cmd(`docker tag ${word(source)} ${word(target)}`);
      sh.cmd(`docker push ${word(target)}`, { retry: true });
    }
  },
});

/** For whoever installs it alone. @alias */
export const plugin = docker;
