import { defineDeploy } from '@turnpike/sdk';
import { list, text, truthy } from '@turnpike/sdk/shell';
import { awsAccess, option, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Pushes a built image to Amazon's registry, in one or more regions. */
export const ecr = defineDeploy({
  id: 'ecr',
  summary: 'Pushes images to Amazon ECR.',
  yml: keys,
  required: ['source', 'target'],
  run: (sh, options) => {
    awsAccess(sh, options);
    sh.raw('travis_account="$(aws sts get-caller-identity --query Account --output text)"');
    const regions = list(option(options, 'region') ?? 'us-east-1')
      .filter(truthy)
      .map(text);
    for (const region of regions) {
      sh.raw(`travis_ecr="$travis_account.dkr.ecr."${word(region)}".amazonaws.com"`);
      sh.cmd(
        `aws ecr get-login-password --region ${word(region)} | docker login --username AWS --password-stdin "$travis_ecr"`,
      );
      sh.cmd(`docker tag ${word(options['source'])} "$travis_ecr/"${word(options['target'])}`);
      sh.cmd(`docker push "$travis_ecr/"${word(options['target'])}`, { retry: true });
    }
  },
});

/** For whoever installs it alone. @alias */
export const plugin = ecr;
