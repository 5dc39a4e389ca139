// Run by npm and lerna when the version of core has changed: the code says the same one.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { version } = JSON.parse(
  readFileSync(new URL('../../core/package.json', import.meta.url), 'utf8'),
);
const file = new URL('../../core/src/host/sdk-version.ts', import.meta.url);
const text = readFileSync(file, 'utf8');
writeFileSync(file, text.replace(/(SDK_VERSION = ')[^']*'/, `$1${version}'`));
// What is tagged as a version says so: lerna commits nothing but what it has changed itself and what is staged.
execFileSync('git', ['add', '--', fileURLToPath(file)]);
