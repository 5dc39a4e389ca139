import { defineDeploy } from '@turnpike/sdk';
import { truthy } from '@turnpike/sdk/shell';
import { awsAccess, flag, needTool, option, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Uploads a function's code; makes the function where there is none. */
export const lambda = defineDeploy({
  id: 'lambda',
  summary: 'Uploads functions to AWS Lambda.',
  yml: keys,
  required: ['function_name'],
  run: (sh, options) => {
    awsAccess(sh, { region: 'us-east-1', ...options });
    needTool(sh, 'zip');
    const name = word(options['function_name']);
    const source = word(option(options, 'zip') ?? '.');
    sh.raw('travis_zip="$(mktemp -d)/function.zip"');
    sh.if(`-f ${source}`, () => sh.cmd(`cp ${source} "$travis_zip"`)).else(() =>
      sh.cmd(`(cd ${source} && zip -qr "$travis_zip" .)`),
    );
    const create = ['runtime', 'role', 'timeout', 'memory_size', 'description']
      .map((key) => flag(options, key))
      .join('');
    const handler = ` --handler ${word(option(options, 'handler_name') ?? 'index.handler')}`;
    sh.if(
      `aws lambda get-function --function-name ${name} &>/dev/null`,
      () =>
        sh.cmd(
          `aws lambda update-function-code --function-name ${name} --zip-file "fileb://$travis_zip"${truthy(options['publish']) ? ' --publish' : ''}`,
        ),
      { raw: true },
    ).else(() =>
      sh.cmd(
        `aws lambda create-function --function-name ${name} --zip-file "fileb://$travis_zip"${handler}${create}`,
      ),
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = lambda;
