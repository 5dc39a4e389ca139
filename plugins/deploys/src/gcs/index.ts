import { defineDeploy } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/shell';
import { flag, needTool, option, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Copies a folder to a bucket of Google Cloud Storage. */
export const gcs = defineDeploy({
  id: 'gcs',
  summary: 'Copies files to Google Cloud Storage.',
  yml: keys,
  required: ['bucket'],
  run: (sh, options) => {
    needTool(sh, 'gcloud');
    const key = option(options, 'key_file');
    if (key) sh.cmd(`gcloud auth activate-service-account --key-file ${word(key)}`);
    const target = `gs://${text(options['bucket'])}/${text(options['upload_dir']).replace(/^\/+/, '')}`;
    const flags = `${flag(options, 'cache_control')}${flag(options, 'acl', '--predefined-acl')}`;
    sh.cmd(
      `gcloud storage rsync ${word(option(options, 'local_dir') ?? '.')} ${word(target)} --recursive${flags}`,
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = gcs;
