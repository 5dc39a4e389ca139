import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkQuoting } from '../../scripts/check-quoting.js';

const project = new URL('../../', import.meta.url).pathname;
const root = mkdtempSync(join(tmpdir(), 'turnpike-quoting-'));
symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
writeFileSync(join(root, 'package.json'), '{"type":"module"}');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const head = `import { defineLanguage, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { list, q, shellEscape, text, type ShellText } from '@turnpike/sdk/shell';
const run = (command: string): string => \`time \${command}\`;
function flag(value: string): ShellText { return \` --x=\${shellEscape(value)}\`; }
interface Place { readonly dir: ShellText; readonly name: string }
function of(ctx: BuildContext): Place {
  return { dir: shellEscape(ctx.payload.repository.slug), name: ctx.payload.repository.slug };
}
export function build(sh: ShellBuilder, ctx: BuildContext): void {
  const branch = ctx.payload.job.branch ?? '';
  const { dir, name } = of(ctx);
  const tool = ctx.os === 'osx' ? 'gcp' : 'cp';
`;
const tail = `
  void [branch, dir, name, tool, run, flag, list, q, text, defineLanguage];
}
`;

let count = 0;

function problems(statement: string, before = head): readonly string[] {
  const file = join(root, `planted-${(count += 1)}.ts`);
  writeFileSync(file, `${before}  ${statement}${tail}`);
  return checkQuoting({ root, files: [file] });
}

/** Each puts data into shell source by another way. */
const planted = [
  'sh.cmd(`git checkout ${branch}`);',
  "sh.cmd('git checkout ' + branch);",
  'sh.raw(branch);',
  'sh.if(`$X = ${branch}`, () => sh.newline());',
  "sh.if('-f x', () => sh.newline()).elif(branch, () => sh.newline());",
  "sh.export('A', branch);",
  'sh.export(text(ctx.config["name"]), "1");',
  'sh.echo(`on ${branch}`);',
  'sh.cd(name);',
  "sh.file(name, 'content is quoted by the printer');",
  'sh.cmd(run(branch));',
  'const command = `make ${branch}`; sh.cmd(command);',
  'for (const item of list(ctx.config["x"])) sh.cmd(`do ${item}`);',
  'sh.cmd(["a", branch].join(" "));',
  'sh.cmd(list(ctx.config["x"]).map((item) => `do ${text(item)}`).join(" && "));',
  'sh.cmd(ctx.os === "osx" ? branch : "true");',
  'const made: Place = { dir: branch, name }; sh.cd(made.dir);',
  'sh.terminate(2, `no ${branch}`);',
];

const fine = [
  'sh.cmd(q`git checkout ${branch}`);',
  'sh.cmd(`git checkout ${shellEscape(branch)}`);',
  'sh.cmd(`${tool} a b`);',
  'sh.cmd(`cd ${dir}${flag(branch)}`);',
  "sh.cmd(run('make'));",
  "sh.file('name', branch);",
  'sh.cmd(q`do ${list(ctx.config["x"]).map(text)}`);',
];

describe('the check of quoting', () => {
  it.each(planted)('refuses %s', (statement) => {
    expect(problems(statement)).not.toEqual([]);
  });

  it('accepts what is quoted or constant', () => {
    expect(fine.flatMap((statement) => problems(statement))).toEqual([]);
  });

  it('finds nothing in the builders', { timeout: 300_000 }, () => {
    expect(checkQuoting({ root: project })).toEqual([]);
  });
});
