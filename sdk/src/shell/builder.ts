import type {
  CommandFlags,
  IfChain,
  ScriptBranch,
  ScriptNode,
  ShellBuilder,
} from '@turnpike/core/contracts';

type Echo = CommandFlags & { readonly ansi?: Extract<ScriptNode, { type: 'echo' }>['ansi'] };

const flagNames = ['assert', 'echo', 'timing', 'retry', 'sudo', 'secure', 'event'] as const;

/** Drops what is false, so that equal commands are equal nodes. */
function present(flags: CommandFlags): CommandFlags {
  const kept: Record<string, unknown> = {};
  for (const name of flagNames) if (flags[name]) kept[name] = flags[name];
  return kept;
}

/** The builder of one stage's nodes; see the contract {@link ShellBuilder}. @stable */
export class Shell implements ShellBuilder {
  readonly stage: string;
  /** What was added so far, in order. */
  readonly nodes: ScriptNode[] = [];
  #block = this.nodes;
  #defaults: CommandFlags;

  constructor(stage: string, defaults: CommandFlags = {}) {
    this.stage = stage;
    this.#defaults = defaults;
  }

  cmd(text: string, flags?: CommandFlags & { readonly fold?: string }): void {
    const event = flags ? { event: this.stage } : {};
    const node: ScriptNode = {
      type: 'cmd',
      text,
      ...present({ ...this.#defaults, ...event, ...flags }),
    };
    if (flags?.fold) this.fold(flags.fold, () => this.#add(node));
    else this.#add(node);
  }

  raw(text: string): void {
    this.#add({ type: 'raw', text });
  }

  export(name: string, value: string, flags?: CommandFlags): void {
    this.#add({ type: 'export', name, value, ...this.#shown(flags) });
  }

  set(name: string, value: string, flags?: CommandFlags): void {
    this.#add({ type: 'set', name, value, ...this.#shown(flags) });
  }

  echo(text: string, options: Echo = {}): void {
    this.#add({ type: 'echo', text, ...(options.ansi ? { ansi: options.ansi } : {}) });
  }

  newline(): void {
    this.#add({ type: 'newline' });
  }

  cd(dir: string, options: CommandFlags & { readonly stack?: boolean } = {}): void {
    const stack = options.stack ? { stack: true } : {};
    this.#add({ type: 'cd', dir, ...stack, ...this.#shown(options) });
  }

  mkdir(path: string, options: CommandFlags & { readonly recursive?: boolean } = {}): void {
    this.#add({ type: 'mkdir', path, ...this.#file(options), ...this.#shown(options) });
  }

  rm(
    path: string,
    options: CommandFlags & { readonly recursive?: boolean; readonly force?: boolean } = {},
  ): void {
    this.#add({ type: 'rm', path, ...this.#file(options), ...this.#asserted(options) });
  }

  cp(
    from: string,
    to: string,
    options: CommandFlags & { readonly recursive?: boolean } = {},
  ): void {
    this.#add({ type: 'cp', from, to, ...this.#file(options), ...this.#asserted(options) });
  }

  mv(from: string, to: string, options: CommandFlags = {}): void {
    this.#add({ type: 'mv', from, to, ...this.#asserted(options) });
  }

  chmod(
    mode: string,
    path: string,
    options: CommandFlags & { readonly recursive?: boolean } = {},
  ): void {
    this.#add({
      type: 'chmod',
      from: mode,
      to: path,
      ...this.#file(options),
      ...this.#asserted(options),
    });
  }

  chown(
    owner: string,
    path: string,
    options: CommandFlags & { readonly recursive?: boolean } = {},
  ): void {
    this.#add({
      type: 'chown',
      from: owner,
      to: path,
      ...this.#file(options),
      ...this.#asserted(options),
    });
  }

  file(
    path: string,
    content: string,
    options: CommandFlags & { readonly append?: boolean; readonly decode?: boolean } = {},
  ): void {
    const { append, decode } = options;
    this.#add({
      type: 'file',
      path,
      content,
      ...(append ? { append } : {}),
      ...(decode ? { decode } : {}),
    });
  }

  fold(name: string, body: () => void): void {
    this.#add({ type: 'fold', name, nodes: this.#collect(body) });
  }

  if(cond: string, body: () => void, options: { readonly raw?: boolean } = {}): IfChain {
    const branches: ScriptBranch[] = [{ cond, nodes: this.#collect(body) }];
    const node: ScriptNode & { otherwise?: readonly ScriptNode[] } = {
      type: 'if',
      branches,
      ...(options.raw ? { raw: true } : {}),
    };
    this.#add(node);
    const chain: IfChain = {
      elif: (next, then) => {
        branches.push({ cond: next, nodes: this.#collect(then) });
        return chain;
      },
      else: (then) => {
        node.otherwise = this.#collect(then);
      },
    };
    return chain;
  }

  appliance(name: string, body: () => void): void {
    this.#add({ type: 'appliance', name, nodes: this.#collect(body) });
  }

  /**
   * As `appliance`, with a body that pauses where it yields. Nothing else may be added meanwhile.
   * @experimental
   */
  *applianceInSlices(name: string, body: () => Generator<void>): Generator<void> {
    const outer = this.#block;
    const inner: ScriptNode[] = [];
    this.#block = inner;
    try {
      yield* body();
    } finally {
      this.#block = outer;
    }
    this.#add({ type: 'appliance', name, nodes: inner });
  }

  function(name: string): void {
    this.#add({ type: 'function', name });
  }

  withFlags(flags: CommandFlags, body: () => void): void {
    const before = this.#defaults;
    this.#defaults = { ...before, ...flags };
    try {
      body();
    } finally {
      this.#defaults = before;
    }
  }

  failure(message: string): void {
    this.export('TRAVIS_CMD', 'no_script', { echo: false });
    this.echo(message);
    this.raw('travis_run_after_failure');
    this.raw('set -e');
    this.raw('false');
  }

  terminate(code: number, message?: string, ansi: Echo['ansi'] = 'red'): void {
    if (message) this.echo(message, { ansi });
    this.raw(`travis_terminate ${code}`);
  }

  /** Assignments are shown or not; they are neither timed nor asserted. */
  #shown(flags: CommandFlags = {}): CommandFlags {
    const { echo, secure } = { ...this.#defaults, ...flags };
    return present({ echo, secure } as CommandFlags);
  }

  #asserted(flags: CommandFlags): CommandFlags {
    const { echo, assert, sudo } = { ...this.#defaults, ...flags };
    return present({ echo, assert, sudo } as CommandFlags);
  }

  #file(options: { readonly recursive?: boolean; readonly force?: boolean }): {
    recursive?: true;
    force?: true;
  } {
    return {
      ...(options.recursive ? { recursive: true } : {}),
      ...(options.force ? { force: true } : {}),
    };
  }

  #add(node: ScriptNode): void {
    this.#block.push(node);
  }

  #collect(body: () => void): ScriptNode[] {
    const outer = this.#block;
    const inner: ScriptNode[] = [];
    this.#block = inner;
    try {
      body();
    } finally {
      this.#block = outer;
    }
    return inner;
  }
}
