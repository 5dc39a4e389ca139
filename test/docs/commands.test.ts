/** What README, CONTRIBUTING and the operator's guide tell people to type is there, and does it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
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
import { startProcess, turnpike, type PlatformProcess } from '../support/process.js';
import { root } from '../support/root.js';

interface Check {
  readonly name: string;
  readonly state: string;
}
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const guide = readdirSync(join(root, 'config/guide')).map((file) => `config/guide/${file}`);
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'sdk/README.md', ...guide];
const blocks = (file: string, language: string): string[] =>
  [...text(file).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, kind, body = '']) =>
    kind === language ? [body] : [],
  );

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'turnpike-docs-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(documents)('%s', (file) => {
  it('asks npx only for what the clone has installed', () => {
    for (const [, name = ''] of text(file).matchAll(/\bnpx (?!for\b)([a-z@][\w@/-]*)/g))
      expect(existsSync(join(root, 'node_modules/.bin', name)), name).toBe(true);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of text(file).matchAll(/`npm run ([\w-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });
});

it('works in any folder by the alias that README gives, without npm', () => {
  const alias = blocks('README.md', 'sh').find((body) => body.startsWith('alias '))!;
  const script = `shopt -s expand_aliases\n${alias}\ncd "$1"\nturnpike run --help\nturnpike --version`;
  const out = execFileSync('bash', ['-ec', script, 'bash', folder], { cwd: root });
  expect(out.toString()).toContain('Usage: turnpike run');
});

it('says of README’s and the guide’s other commands only what they take', () => {
  const lines = [...guide, 'README.md'].flatMap((file) =>
    [...blocks(file, 'console'), ...blocks(file, 'sh')].flatMap((body) => body.split('\n')),
  );
  const commands = lines.flatMap(
    (line) => /^(?:npx )?turnpike ([^#]+)/.exec(line)?.[1]?.trim() ?? [],
  );
  expect(commands.length).toBeGreaterThan(12);
  const heads = new Set(
    commands.map(
      (line) =>
        /^[a-z]+(?: (?:add|list|remove|grant|verify|check|explain|[a-z]+-?[a-z]+)(?= |$))?/.exec(
          line,
        )![0],
    ),
  );
  for (const head of heads) {
    const usage = execFileSync(process.execPath, [
      turnpike,
      ...head.split(' '),
      '--help',
    ]).toString();
    expect(usage).toContain(`Usage: turnpike ${head}`);
  }
});

describe('the operator’s guide', () => {
  let platform: PlatformProcess;
  beforeAll(async () => {
    const config = { http: { port: 0 }, worker: { executor: 'dummy' } };
    platform = await startProcess({ name: 'guide', folder: join(folder, 'server'), config });
  });
  afterAll(() => platform?.stop());

  const file = (): string => join(folder, 'server/turnpike.yml');
  const place = (line: string): string =>
    line
      .replaceAll('/etc/turnpike/turnpike.yml', file())
      .replaceAll('/var/backups', join(folder, 'backups'));
  // Its command wants the server stopped: test/integration/s3.test.ts follows that page.
  const followed = guide.filter((page) => !page.endsWith('/s3.md'));
  const commands = followed.flatMap((page) =>
    blocks(page, 'sh').flatMap((body) => body.trim().split('\n')),
  );

  it('has commands that do what it says, one after another', () => {
    mkdirSync(join(folder, 'backups/turnpike'), { recursive: true });
    writeFileSync(
      join(folder, 'greeting.js'),
      "export const plugin = { kind: 'turnpike-plugin', definition: { id: 'greeting', summary: 'Greets.' } };\n",
    );
    for (const line of commands) {
      const args = place(line).split(' ').slice(1);
      const given = args.includes('--config') ? args : [...args, '--config', file()];
      execFileSync(process.execPath, [turnpike, ...given], { cwd: folder, stdio: 'pipe' });
    }
  }, 600_000);

  it('has a configuration that doctor has nothing to say of', () => {
    const [yaml = ''] = blocks('config/guide/install.md', 'yaml');
    const values = { ...(parse(yaml) as object), dataDir: join(folder, 'data') };
    writeFileSync(join(folder, 'guide.yml'), stringify(values));
    // Its exit code tells of this machine too: a port that is taken, a disk that is full.
    const args = [turnpike, 'doctor', '--json', '--config', join(folder, 'guide.yml')];
    const checks = JSON.parse(spawnSync(process.execPath, args).stdout.toString()) as Check[];
    const ours = checks.filter(({ name }) => /address|proxy|configuration/.test(name));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.map(({ state }) => state)).toEqual(ours.map(() => 'ok'));
  });

  it('has entries of code hosts that the server takes', () => {
    const entries = guide.flatMap((page) =>
      blocks(page, 'yaml').filter((one) => /^hosts:/m.test(one)),
    );
    expect(entries.length).toBeGreaterThan(2);
    for (const entry of entries) {
      const config = join(folder, 'hosts.yml');
      writeFileSync(config, entry);
      const args = [turnpike, 'config', 'check', '--config', config];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect([status, stderr], entry).toEqual([0, '']);
    }
  });

  it('has a unit that starts what is there', () => {
    const unit = text('config/turnpike.service');
    const start = /^ExecStart=\/usr\/bin\/node \/opt\/turnpike\/(\S+) start --config /m.exec(unit);
    expect(existsSync(join(root, start?.[1] ?? 'nothing'))).toBe(true);
    for (const line of unit.split('\n').filter(Boolean))
      expect(line).toMatch(/^(#.*|\[(Unit|Service|Install)\]|[A-Z]\w+=\S.*)$/);
  });

  it('keeps the prefix in its proxy’s configuration', () => {
    const [nginx = ''] = blocks('config/guide/proxy.md', 'nginx');
    expect(nginx.split('{').length).toBe(nginx.split('}').length);
    expect(nginx).toMatch(/proxy_pass http:\/\/127\.0\.0\.1:3030;/);
  });
});
