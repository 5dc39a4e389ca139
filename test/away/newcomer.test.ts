/** The way of somebody new, by the commands as README, the guide and the commands themselves print them. */
import { execFileSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { root } from '../support/root.js';
import { registry } from './registry.js';
import { withoutRepository, type Stranger } from './stranger.js';

const MINUTES = 60_000;
const printed = (file: string, command: RegExp): string => {
  const [found] = command.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  if (found === undefined) throw new Error(`${file} does not print ${command}`);
  return found;
};

describe.skipIf(!registry())('somebody new', () => {
  let folder = '';
  let stranger: Stranger;
  let server: ChildProcess | undefined;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const sh = (command: string): string => stranger.run('sh', ['-c', command], { cwd: at('work') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
    for (const name of ['packed', 'home', 'work']) mkdirSync(at(name));
    const pack = printed('README.md', /npm run pack/);
    execFileSync('sh', ['-c', `${pack} -- ${at('packed')}`], { cwd: root, stdio: 'pipe' });
    stranger = withoutRepository(root, at('home'));
    chmodSync(folder, 0o755);
    for (const name of ['home', 'work'])
      if (stranger.uid !== undefined) chownSync(at(name), stranger.uid, stranger.uid);
  }, 20 * MINUTES);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'installs, writes a plugin, tests it, loads it, changes it and sees the change',
    async () => {
      const [product = ''] = readdirSync(at('packed')).filter((one) =>
        one.includes('turnpike-turnpike'),
      );
      const install = printed('README.md', /npm install -g \S+\.tgz/);
      sh(install.replace(/\S+\.tgz/, at('packed', product)));

      const scaffold = printed('README.md', /turnpike plugin new KIND NAME/);
      const flag = printed('README.md', /--javascript/);
      const told = sh(`${scaffold.replace('KIND NAME', 'notifier carrier-pigeon')} ${flag}`);
      const steps = [...told.matchAll(/^next: (.*)$/gm)].map(([, step = '']) => step);
      expect(steps).toHaveLength(2);
      const [test = '', add = ''] = steps;
      expect(sh(test)).toMatch(/Tests .*passed/);

      const config = parse(add.replace('add it to your configuration: ', '')) as object;
      writeFileSync(at('work/turnpike.yml'), stringify({ ...config, http: { port: 0 } }));
      const [command = '', ...args] = printed('sdk/README.md', /turnpike start --watch[^`]*/).split(
        ' ',
      );
      let output = '';
      const child = stranger.start(command, args, { cwd: at('work') });
      server = child;
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (bytes: Buffer) => (output += bytes.toString()));
      const patience = { timeout: 2 * MINUTES };
      await expect.poll(() => output, patience).toMatch(/^ready http/m);
      sh(
        `sed -i 's/The receiver answered/The pigeon brought/' notify-carrier-pigeon/src/notifier.js`,
      );
      await expect.poll(() => output, patience).toContain('watch: notify-carrier-pigeon replaced');
      expect(output.match(/^ready /gm)).toHaveLength(1);
    },
    30 * MINUTES,
  );
});
