import { defineDeploy } from '@turnpike/sdk';
import { needTool, option, secret, flag } from '../shared/options.js';
import { keys } from './keys.js';

/** Publishes the crate. */
export const cargo = defineDeploy({
  id: 'cargo',
  summary: 'Publishes crates with cargo.',
  yml: keys,
  required: [['token', 'api_token', '$CARGO_REGISTRY_TOKEN']],
  run: (sh, options) => {
    needTool(sh, 'cargo');
    secret(sh, 'CARGO_REGISTRY_TOKEN', option(options, 'token', 'api_token'));
    sh.cmd(`cargo publish${flag(options, 'allow_dirty')}${flag(options, 'dry_run')}`);
  },
});

/** For whoever installs it alone. @alias */
export const plugin = cargo;
