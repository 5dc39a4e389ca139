/** What a command prints into a pipe, as scripts read it. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { root, turnpike } from '../support/process.js';

const LINES = 20_000;

describe('the output of a command', () => {
  it('is whole, however late it is read', async () => {
    const child = spawn(process.execPath, [turnpike, 'condition', '--jsonl'], { cwd: root });
    const input = Array.from({ length: LINES }, (_, id) => JSON.stringify({ id, input: 'fork' }));
    child.stdin.end(input.join('\n'));
    const ended = new Promise((resolve) => child.once('close', resolve));
    await wait(1500);
    let text = '';
    for await (const part of child.stdout.setEncoding('utf8')) text += part;
    expect(await ended).toBe(0);
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id);
    expect(ids).toEqual(Array.from({ length: LINES }, (_, id) => id));
  });

  it('may be cut off by who reads it', async () => {
    const child = spawn(process.execPath, [turnpike, 'condition', '--jsonl'], { cwd: root });
    child.stdin.on('error', () => {});
    child.stdin.end(`{"id":1,"input":"fork"}\n`.repeat(LINES));
    let errors = '';
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.once('close', resolve));
    expect(errors).toBe('');
  });
});
