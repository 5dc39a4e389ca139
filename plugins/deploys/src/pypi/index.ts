import { defineDeploy } from '@turnpike/sdk';
import { text, truthy } from '@turnpike/sdk/shell';
import { flag, option, secret } from '../shared/options.js';
import { keys } from './keys.js';

/** Builds distributions and uploads them with twine. */
export const pypi = defineDeploy({
  id: 'pypi',
  summary: 'Uploads Python distributions with twine.',
  yml: keys,
  required: [
    ['username', 'user', '$TWINE_USERNAME'],
    ['password', '$TWINE_PASSWORD'],
  ],
  install: (sh) => sh.cmd('python -m pip install --quiet --upgrade build twine', { retry: true }),
  run: (sh, options) => {
    secret(sh, 'TWINE_USERNAME', option(options, 'username', 'user'));
    secret(sh, 'TWINE_PASSWORD', options['password']);
    const wanted = text(options['distributions']);
    const kinds = [
      /\bsdist\b/.test(wanted) ? ' --sdist' : '',
      /wheel/.test(wanted) ? ' --wheel' : '',
    ].join('');
    sh.cmd(`python -m build${kinds}`);
    if (!truthy(options['skip_existing']) && options['twine_check'] !== false)
      sh.cmd('python -m twine check dist/*');
    const server = flag(options, 'server', '--repository-url');
    sh.cmd(
      `python -m twine upload --non-interactive${server}${flag(options, 'skip_existing')} dist/*`,
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = pypi;
