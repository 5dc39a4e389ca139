import { defineDeploy } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/shell';
import { awsAccess, flag, option, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Copies a folder to a bucket. */
export const s3 = defineDeploy({
  id: 's3',
  summary: 'Copies files to Amazon S3 or a store like it.',
  yml: keys,
  required: ['bucket'],
  run: (sh, options) => {
    awsAccess(sh, { region: 'us-east-1', ...options });
    const target = `s3://${text(options['bucket'])}/${text(options['upload_dir']).replace(/^\/+/, '')}`;
    const acl = text(options['acl']).replaceAll('_', '-');
    const flags = [
      acl && ` --acl ${word(acl)}`,
      flag(options, 'cache_control'),
      flag(options, 'content_type'),
      flag(options, 'storage_class'),
      flag(options, 'expires'),
      flag(options, 'endpoint', '--endpoint-url'),
      options['dot_match'] ? '' : ' --exclude "*/.*" --exclude ".*"',
    ].join('');
    sh.cmd(
      `aws s3 cp ${word(option(options, 'local_dir') ?? '.')} ${word(target)} --recursive${flags}`,
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = s3;
