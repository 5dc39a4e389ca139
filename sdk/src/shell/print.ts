import type { AnsiColor, CommandFlags, ScriptNode } from '@turnpike/core/contracts';
import { singleQuote } from './quote.js';

const colors: Readonly<Record<AnsiColor, string>> = {
  red: '\\033[31;1m',
  green: '\\033[32;1m',
  yellow: '\\033[33;1m',
};

const options = ['assert', 'retry', 'timing', 'secure'] as const;

/** Prints nodes as bash, one statement a line. The only place that writes bash. @stable */
export function printNodes(nodes: readonly ScriptNode[], indent = ''): string {
  return nodes.map((node) => printNode(node, indent)).join('');
}

/** So many nodes are a part: some milliseconds at most. */
const PART_NODES = 500;

/**
 * As `printNodes`, part by part: joined they are the same text. For scripts that are too long to be printed at once; each
 * part ends with its line. @experimental
 */
export function* printParts(nodes: readonly ScriptNode[], indent = ''): Generator<string> {
  for (let at = 0; at < nodes.length; at += PART_NODES) {
    const some = nodes.slice(at, at + PART_NODES);
    if (some.some(isLong)) for (const node of some) yield* printOne(node, indent);
    else yield printNodes(some, indent);
  }
}

function isLong(node: ScriptNode): boolean {
  return isBlock(node) && (node.nodes.length > PART_NODES || node.nodes.some(isLong));
}

type Block = Extract<ScriptNode, { type: 'stage' | 'appliance' }>;
function isBlock(node: ScriptNode): node is Block {
  return node.type === 'stage' || node.type === 'appliance';
}

function* printOne(node: ScriptNode, indent: string): Generator<string> {
  if (!isBlock(node) || !isLong(node)) return yield printNode(node, indent);
  const [before, after] = printNode({ ...node, nodes: [MARK] }, indent).split(
    `${indent}${MARK.text}\n`,
  );
  yield before ?? '';
  yield* printParts(node.nodes, indent);
  yield after ?? '';
}

/** Stands for what is between the first and the last line of a block. */
const MARK = { type: 'raw', text: ':\0' } as const;

/** Is there anything in these nodes for bash to do? @stable */
export function isEmpty(nodes: readonly ScriptNode[]): boolean {
  return nodes.every(
    (node) => node.type === 'function' || (node.type === 'stage' && isEmpty(node.nodes)),
  );
}

function printNode(node: ScriptNode, indent: string): string {
  switch (node.type) {
    case 'fold':
      return printFold(node, indent);
    case 'appliance':
      return printAppliance(node, indent);
    case 'if':
      return printIf(node, indent);
    case 'function':
      return '';
    case 'stage':
      return `travis_run_${node.name}() {\n${body(node.nodes, indent)}}\n`;
    default:
      return `${indent}${statement(node)}\n`;
  }
}

/** Bash wants at least one command in a block. */
function body(nodes: readonly ScriptNode[], indent: string): string {
  return isEmpty(nodes) ? `${indent}:\n` : printNodes(nodes, indent);
}

function printFold(node: Extract<ScriptNode, { type: 'fold' }>, indent: string): string {
  const name = singleQuote(node.name);
  return `${indent}travis_fold start ${name}\n${printNodes(node.nodes, indent)}${indent}travis_fold end ${name}\n`;
}

function printAppliance(node: Extract<ScriptNode, { type: 'appliance' }>, indent: string): string {
  const id = `travis_span_${node.name.replace(/\W/g, '_')}`;
  return (
    `${indent}travis_time_start; ${id}=$TRAVIS_TIMER_ID; ${id}_at=$TRAVIS_TIMER_START_TIME\n` +
    printNodes(node.nodes, indent) +
    `${indent}TRAVIS_TIMER_ID=$${id}; TRAVIS_TIMER_START_TIME=$${id}_at; travis_time_finish ${singleQuote(node.name)}\n`
  );
}

function printIf(node: Extract<ScriptNode, { type: 'if' }>, indent: string): string {
  const inner = `${indent}  `;
  let out = '';
  node.branches.forEach(({ cond, nodes }, i) => {
    const test = node.raw ? cond : `[[ ${cond} ]]`;
    out += `${indent}${i === 0 ? 'if' : 'elif'} ${test}; then\n${body(nodes, inner)}`;
  });
  if (node.otherwise) out += `${indent}else\n${body(node.otherwise, inner)}`;
  return `${out}${indent}fi\n`;
}

function statement(node: ScriptNode): string {
  switch (node.type) {
    case 'cmd':
      return wrapped(node.sudo ? `sudo ${node.text}` : node.text, node);
    case 'raw':
      return node.text;
    case 'export':
      return wrapped(`export ${node.name}=${node.value}`, node, hidden(node));
    case 'set':
      return wrapped(`${node.name}=${node.value}`, node, hidden(node));
    case 'echo':
      return `echo -e "${colored(node.text, node.ansi)}"`;
    case 'newline':
      return 'echo';
    default:
      return wrapped(fileCommand(node), node as CommandFlags);
  }
}

function hidden(node: Extract<ScriptNode, { type: 'export' | 'set' }>): string | undefined {
  if (!node.secure) return undefined;
  return `${node.type === 'export' ? 'export ' : ''}${node.name}=[secure]`;
}

function colored(text: string, ansi: Extract<ScriptNode, { type: 'echo' }>['ansi']): string {
  if (!ansi) return text;
  const codes = (typeof ansi === 'string' ? [ansi] : ansi).map((color) => colors[color]).join('');
  return `${codes}${text}\\033[0m`;
}

function fileCommand(node: ScriptNode): string {
  switch (node.type) {
    case 'cd':
      return changeDirectory(node);
    case 'mkdir':
      return `mkdir ${node.recursive ? '-p ' : ''}${node.path}`;
    case 'rm':
      return `rm ${switches(node)}${node.path}`;
    case 'cp':
      return `cp ${node.recursive ? '-r ' : ''}${node.from} ${node.to}`;
    case 'mv':
      return `mv ${node.from} ${node.to}`;
    case 'chmod':
    case 'chown':
      return `${node.type} ${node.recursive ? '-R ' : ''}${node.from} ${node.to}`;
    case 'file':
      return writeFile(node);
    default:
      return ':';
  }
}

function changeDirectory(node: Extract<ScriptNode, { type: 'cd' }>): string {
  if (node.dir === 'back') return node.stack ? 'popd &>/dev/null' : 'cd - &>/dev/null';
  return node.stack ? `pushd ${node.dir} &>/dev/null` : `cd ${node.dir}`;
}

function switches(node: { readonly recursive?: boolean; readonly force?: boolean }): string {
  const letters = `${node.recursive ? 'r' : ''}${node.force ? 'f' : ''}`;
  return letters && `-${letters} `;
}

function writeFile(node: Extract<ScriptNode, { type: 'file' }>): string {
  const to = `${node.append ? '>>' : '>'} ${node.path}`;
  if (node.decode) return `printf %s ${singleQuote(node.content)} | base64 --decode ${to}`;
  return `printf '%s\\n' ${singleQuote(node.content)} ${to}`;
}

/** Without any flag a command stands bare: it does not touch TRAVIS_CMD. */
function wrapped(command: string, flags: CommandFlags, shown?: string): string {
  const words = options.filter((name) => flags[name]).map((name) => `--${name}`);
  if (flags.echo) words.push('--echo');
  const display = typeof flags.echo === 'string' ? flags.echo : shown;
  if (flags.echo && display) words.push('--display', singleQuote(display));
  if (flags.event) words.push('--event', flags.event);
  return words.length === 0 ? command : `travis_cmd ${singleQuote(command)} ${words.join(' ')}`;
}
