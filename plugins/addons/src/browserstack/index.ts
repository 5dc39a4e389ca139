import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import {
  type Hash,
  isHash,
  q,
  shellEscape,
  type ShellText,
  text,
  truthy,
  verbatim,
} from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const folder = '${TRAVIS_HOME}/.browserstack';

/** Options that are flags of the tunnel, and options with a value; the same with their other names. */
const switches: readonly (readonly [keys: readonly string[], flag: string])[] = [
  [['verbose'], '-v'],
  [['force'], '-force'],
  [['forcelocal', 'force_local'], '-forcelocal'],
  [['only_automate'], '-onlyAutomate'],
];
const values: readonly (readonly [keys: readonly string[], flag: string])[] = [
  [['only'], '-only'],
  [['folder'], '-f'],
  [['proxyHost', 'proxy_host'], '-proxyHost'],
  [['proxyPort', 'proxy_port'], '-proxyPort'],
  [['proxyUser', 'proxy_user'], '-proxyUser'],
  [['proxyPass', 'proxy_pass'], '-proxyPass'],
];

function archive(ctx: BuildContext): string {
  return `BrowserStackLocal-${ctx.os === 'osx' ? 'darwin' : 'linux'}-x64.zip`;
}

function flags(options: Hash): ShellText {
  const given = (keys: readonly string[]): unknown =>
    keys.map((key) => options[key]).find((value) => truthy(value));
  const on = switches.filter(([keys]) => truthy(given(keys))).map(([, flag]) => ` ${flag}`);
  const set = values
    .filter(([keys]) => truthy(given(keys)))
    .map(([keys, flag]) => q` ${verbatim(flag)} ${text(given(keys))}`);
  return [...on, ...set].join('');
}

function install(sh: ShellBuilder, ctx: BuildContext): void {
  const name = archive(ctx);
  sh.echo('Installing BrowserStack Local', { ansi: 'yellow' });
  sh.cmd(`mkdir -p ${folder}`);
  sh.cmd(`wget -O /tmp/${name} https://www.browserstack.com/browserstack-local/${name}`, {
    echo: true,
    timing: true,
    retry: true,
  });
  sh.cmd(`unzip -d ${folder}/ /tmp/${name} 2>&1 > /dev/null`, { echo: false });
  sh.chmod('+x', `${folder}/BrowserStackLocal`);
}

function start(sh: ShellBuilder, ctx: BuildContext, options: Hash, key: string): void {
  sh.echo('Starting BrowserStack Local', { ansi: 'yellow' });
  const id = text(options['local_identifier']) || `travis-${ctx.payload.job.id}`;
  sh.export('BROWSERSTACK_LOCAL_IDENTIFIER', shellEscape(id), { echo: true });
  sh.export('BROWSERSTACK_ACCESS_KEY', shellEscape(key));
  sh.cmd(
    `${folder}/BrowserStackLocal -d start ${q`${key} -localIdentifier ${id}`}${flags(options)}`,
  );
  const user = text(options['username']);
  if (user) {
    const name = shellEscape(`${user}-travis`);
    sh.export('BROWSERSTACK_USER', name, { echo: true });
    sh.export('BROWSERSTACK_USERNAME', name, { echo: true });
  }
  sh.export('BROWSERSTACK_LOCAL', 'true', { echo: true });
}

function uploadApp(sh: ShellBuilder, options: Hash, key: string): void {
  const file = `$TRAVIS_BUILD_DIR/${shellEscape(text(options['app_path']))}`;
  const answer = '$TRAVIS_BUILD_DIR/app_upload_out';
  const login = q`${`${text(options['username'])}:${key}`}`;
  const data = q`${`data=${JSON.stringify({ custom_id: text(options['custom_id']) })}`}`;
  const url = 'https://api-cloud.browserstack.com/app-automate/upload';
  sh.if(`-e ${file}`, () => {
    sh.cmd(`curl -u ${login} -X POST ${url} -F "file=@${file}" -F ${data} | tee ${answer}`);
    for (const [name, field] of [
      ['APP_ID', 'app_url'],
      ['CUSTOM_ID', 'custom_id'],
      ['SHAREABLE_ID', 'shareable_id'],
    ]) {
      sh.export(`BROWSERSTACK_${name}`, `"$(jq -r .${field} < ${answer})"`, { echo: true });
    }
    sh.cmd(`rm ${answer}`);
  }).else(() => sh.echo('App file not found'));
}

/** A tunnel for browsers and devices at BrowserStack, open while the script runs. */
export const browserstack = defineAddon({
  id: 'browserstack',
  summary: 'Opens a BrowserStack tunnel around the script.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_before_script: (sh, options, ctx) => {
      const given = isHash(options) ? options : {};
      const key = text(given['access_key']);
      if (!/^\w+$/.test(key)) {
        sh.fold('browserstack.install', () =>
          sh.echo('Browserstack access_key is invalid.', { ansi: 'red' }),
        );
        return;
      }
      sh.fold('browserstack.install', () => install(sh, ctx));
      sh.fold('browserstack.start', () => start(sh, ctx, given, key));
      if (truthy(given['app_path']))
        sh.fold('browserstack app upload', () => uploadApp(sh, given, key));
    },
    after_after_script: (sh) => {
      sh.if(`-f ${folder}/BrowserStackLocal`, () =>
        sh.fold('browserstack.stop', () => {
          sh.echo('Stopping BrowserStack Local', { ansi: 'yellow' });
          sh.cmd(`${folder}/BrowserStackLocal -d stop`);
        }),
      );
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = browserstack;
