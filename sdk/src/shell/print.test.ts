import { execFileSync } from 'node:child_process';
import type { ScriptNode } from '@turnpike/core/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Shell } from './builder.js';
import { helperFunctions, searchHelpers } from './helpers.js';
import { isEmpty, printNodes, printParts } from './print.js';

function printed(build: (sh: Shell) => void): string {
  const sh = new Shell('script');
  build(sh);
  return printNodes(sh.nodes);
}

function run(build: (sh: Shell) => void): string {
  const script = printed(build);
  return execFileSync('bash', ['-c', `${helperFunctions(script)}${script}`], { encoding: 'utf8' });
}

describe('the printer', () => {
  it('leaves commands without flags bare', () => {
    expect(printed((sh) => sh.cmd('a "b"'))).toBe('a "b"\n');
  });

  it('hands the others to travis_cmd', () => {
    expect(printed((sh) => sh.cmd("it's", { echo: 'shown', assert: true }))).toBe(
      `travis_cmd 'it'\\''s' --assert --echo --display 'shown' --event script\n`,
    );
  });

  it('shows secure variables without their value', () => {
    const text = printed((sh) => sh.export('A', 'hidden', { echo: true, secure: true }));
    expect(text).toBe(
      "travis_cmd 'export A=hidden' --secure --echo --display 'export A=[secure]'\n",
    );
  });

  it('fills empty blocks', () => {
    expect(run((sh) => void sh.if('-n x', () => undefined).else(() => undefined))).toBe('');
  });

  it('writes files as they are', () => {
    const content = "a 'b' $c \\n\n`d`";
    expect(
      run((sh) => {
        sh.raw('f=$(mktemp)');
        sh.file('"$f"', content);
        sh.file('"$f"', Buffer.from('more').toString('base64'), { append: true, decode: true });
        sh.cmd('cat "$f"; rm "$f"');
      }),
    ).toBe(`${content}\nmore`);
  });

  it('brackets folds and steps with marks', () => {
    const log = run((sh) =>
      sh.appliance('step', () => sh.fold('f', () => sh.cmd('true', { timing: true }))),
    );
    expect(log).toMatch(
      /^travis_time:start:(\w+)\r\u001b\[0Ktravis_fold:start:f\r.*event=script\r.*travis_fold:end:f\r\u001b\[0Ktravis_time:end:\1:start=\d+,finish=\d+,duration=\d+,event=step\r\u001b\[0K$/s,
    );
  });

  it('knows what does nothing', () => {
    expect(isEmpty([])).toBe(true);
    expect(isEmpty([{ type: 'function', name: 'x' }])).toBe(true);
    expect(isEmpty([{ type: 'newline' }])).toBe(false);
  });
});

describe('a script in parts', () => {
  const node = fc.letrec((tie) => ({
    leaf: fc.constantFrom(
      { type: 'raw', text: 'travis_decrypt x' } as const,
      { type: 'cmd', text: "it's :", echo: true } as const,
      { type: 'newline' } as const,
    ),
    block: fc.record({
      type: fc.constantFrom('appliance' as const, 'fold' as const),
      name: fc.constantFrom('env', 'a b'),
      nodes: fc.array(tie('any'), { maxLength: 4 }),
      times: fc.constantFrom(1, 1, 400),
    }),
    any: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('block')),
  })).any as fc.Arbitrary<ScriptNode & { readonly times?: number }>;

  /** Long lists without long lists of random numbers; once, or they would multiply. */
  const grown = (one: ScriptNode & { readonly times?: number }, isTop = true): ScriptNode => {
    if (!('nodes' in one)) return one;
    const { times = 1, ...rest } = one;
    const inner = (one.nodes as (typeof one)[]).map((node) => grown(node, false));
    return { ...rest, nodes: Array.from({ length: isTop ? times : 1 }, () => inner).flat() };
  };

  it('is the same script, and finds the same helpers', () => {
    const inStage = fc.array(node, { maxLength: 6 }).map((nodes) => nodes.map((one) => grown(one)));
    fc.assert(
      fc.property(inStage, fc.constantFrom('', '  '), (nodes, indent) => {
        const all: ScriptNode[] = [
          {
            type: 'stage',
            name: 'script',
            nodes: [...nodes, ...Array<ScriptNode>(501).fill({ type: 'newline' })],
          },
          ...nodes,
        ];
        const cut = [...printParts(all, indent)];
        const whole = printNodes(all, indent);
        expect(cut.join('')).toBe(whole);
        const search = searchHelpers();
        for (const part of cut) search.look(part);
        expect(search.functions()).toBe(helperFunctions(whole));
      }),
      { numRuns: 60 },
    );
  });
});
