import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { isHash, shellEscape, text, truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Options that are domains, and the flag of the tunnel's command. */
const domains: readonly (readonly [string, string])[] = [
  ['direct_domains', '--direct-domains'],
  ['tunnel_domains', '--tunnel-domains'],
  ['no_ssl_bump_domains', '--tls-passthrough-domains'],
];

const functions = `travis_start_sauce_connect() {
  local log="$TRAVIS_TMPDIR/sauce-connect.log" tries=300
  if ! type sc &>/dev/null; then
    echo "Sauce Connect (the command sc) is not on this machine." >&2
    return 1
  fi
  sc run --tunnel-name "$TRAVIS_JOB_NUMBER" $TRAVIS_SAUCE_CONNECT_FLAGS &>"$log" &
  export TRAVIS_SAUCE_CONNECT_PID=$!
  until grep -qi 'you may start your tests' "$log"; do
    tries=$((tries - 1))
    if [[ $tries -le 0 ]] || ! kill -0 "$TRAVIS_SAUCE_CONNECT_PID" 2>/dev/null; then
      cat "$log"
      return 1
    fi
    sleep 0.2
  done
}
travis_stop_sauce_connect() {
  if [[ "\${TRAVIS_SAUCE_CONNECT_PID:-unset}" == unset ]]; then return 0; fi
  kill "$TRAVIS_SAUCE_CONNECT_PID" 2>/dev/null
  wait "$TRAVIS_SAUCE_CONNECT_PID" 2>/dev/null
  export TRAVIS_SAUCE_CONNECT_PID=unset
}`;

function prepare(sh: ShellBuilder, options: unknown, ctx: BuildContext): void {
  const given = isHash(options) ? options : {};
  sh.export('TRAVIS_SAUCE_CONNECT_PID', 'unset');
  if (ctx.env.sauceConnectVersion)
    sh.export('TRAVIS_SAUCE_CONNECT_VERSION', shellEscape(ctx.env.sauceConnectVersion));
  if (truthy(given['username'])) sh.export('SAUCE_USERNAME', shellEscape(text(given['username'])));
  if (truthy(given['access_key']))
    sh.export('SAUCE_ACCESS_KEY', shellEscape(text(given['access_key'])));
  const flags = domains.flatMap(([key, flag]) =>
    truthy(given[key]) ? [`${flag} ${text(given[key])}`] : [],
  );
  sh.export('TRAVIS_SAUCE_CONNECT_FLAGS', shellEscape(flags.join(' ')));
  sh.raw(functions);
}

/** A tunnel for browsers at Sauce Labs, open while the script runs. */
export const sauceConnect = defineAddon({
  id: 'sauce_connect',
  summary: 'Opens a Sauce Connect tunnel around the script.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    header: prepare,
    before_before_script: (sh) => {
      sh.fold('sauce_connect.start', () => {
        sh.echo('Starting Sauce Connect', { ansi: 'yellow' });
        sh.cmd('travis_start_sauce_connect', {
          assert: true,
          echo: true,
          timing: true,
          retry: true,
        });
        sh.export('TRAVIS_SAUCE_CONNECT', 'true');
      });
    },
    after_after_script: (sh) => {
      sh.fold('sauce_connect.stop', () => {
        sh.echo('Stopping Sauce Connect', { ansi: 'yellow' });
        sh.cmd('travis_stop_sauce_connect', { echo: true, timing: true });
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = sauceConnect;
