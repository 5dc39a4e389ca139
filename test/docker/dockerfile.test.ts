/** The Dockerfile as it is written: what each image is made of and started as. Building it needs an engine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastOf, readDockerfile, type Stage } from '../support/dockerfile.js';
import { root } from '../support/root.js';

const { all, stages } = readDockerfile();
const stage = (name: string): Stage => stages.find((one) => one.name === name)!;
const step = (of: string, name: string): string => lastOf(stage(of), name);

describe('the Dockerfile', () => {
  it('has words that Docker knows, and no stage without a name', () => {
    const known =
      'FROM ARG RUN COPY ENV WORKDIR USER EXPOSE STOPSIGNAL HEALTHCHECK LABEL ENTRYPOINT CMD';
    for (const { name } of all) expect(known.split(' ')).toContain(name);
    expect(stages.map(({ name }) => name)).toEqual([
      ...['base', 'build', 'product', 'tools-files', 'tools', 'server'],
    ]);
  });

  it('takes the outside from arguments with defaults only, none of them the latest', () => {
    const before = all.slice(
      0,
      all.findIndex(({ name }) => name === 'FROM'),
    );
    const given = new Map(before.map(({ text }) => text.split('=') as [string, string]));
    for (const { from } of stages) {
      const [, argument] = /^\$\{(\w+)\}$/.exec(from) ?? [];
      const place = argument === undefined ? from : given.get(argument);
      const isStage = stages.some(({ name }) => name === place);
      expect(isStage || place === 'scratch' || /^[\w./-]+:[\w.-]+$/.test(place ?? ''), from).toBe(
        true,
      );
      expect(place).not.toMatch(/:latest$/);
    }
  });

  it('copies from stages that there are, and from the clone what is there', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    for (const { steps } of stages)
      for (const { text } of steps.filter(({ name }) => name === 'COPY')) {
        const [, from, source = ''] = /^(?:--from=(\S+) )?(\S+) \S+$/.exec(text) ?? [];
        if (from !== undefined) expect(stages.map(({ name }) => name)).toContain(from);
        else expect(existsSync(join(root, source)) && !ignored.includes(source), text).toBe(true);
      }
  });

  it('starts both images as a user that is none of the machine’s, by its number', () => {
    for (const name of ['server', 'tools'])
      expect(step(name, 'USER')).toMatch(/^[1-9]\d+:[1-9]\d+$/);
  });

  it('starts the server behind an init, without npm and without flags for the heap', () => {
    expect(JSON.parse(step('server', 'ENTRYPOINT'))).toEqual(['tini', '--', 'turnpike']);
    expect(JSON.parse(step('server', 'CMD'))).toEqual(['start']);
    expect(step('server', 'STOPSIGNAL')).toBe('SIGTERM');
    expect(JSON.stringify(all)).not.toMatch(/NODE_OPTIONS|max-old-space/);
  });

  it('has in `tools` nothing but two static programs', () => {
    expect(stage('tools').from).toBe('scratch');
    expect(stage('tools').steps.map(({ name }) => name)).toEqual([
      ...['COPY', 'COPY', 'USER', 'ENTRYPOINT'],
    ]);
  });

  it('carries the list of what it is made of', () => {
    const made = stage('build')
      .steps.map(({ text }) => text)
      .join('\n');
    expect(made).toContain('npm run --silent sbom');
    expect(made).toContain('/opt/turnpike/');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    for (const [, script = ''] of made.matchAll(/npm run (?:--silent )?([\w-]+)/g))
      expect(Object.keys(scripts)).toContain(script);
  });
});
