import type { ScriptNode, ScriptStage } from '@turnpike/sdk';
import {
  helperFunctions,
  isEmpty,
  printNodes,
  printParts,
  searchHelpers,
} from '@turnpike/sdk/shell';
import type { BuiltStage } from './stages/build-stages.js';
import type { Slices } from './slices.js';
import { stageTable } from './stages/table.js';

/** What the script is for. */
export interface ProgramOptions {
  readonly debug: boolean;
  /** Source the user's login profile: only where the job has a machine of its own. */
  readonly profile: boolean;
  /** Host of helper files. */
  readonly appHost: string;
}

/** Everything before the stages: where the job lives and what it runs on, without starting a process but mkdir. */
const setup = `exec 2>&1
export TRAVIS_ROOT="\${TRAVIS_ROOT:-/}" TRAVIS_HOME="\${TRAVIS_HOME:-$HOME}" TRAVIS_BUILD_DIR="\${HOME}/build"
unset TRAVIS_TEST_RESULT TRAVIS_CMD SSH_AGENT_PID TRAVIS_POSTGRESQL_PID
export TRAVIS_TEST_RESULT='' TRAVIS_CMD=''
export SHELL=/bin/bash TERM="\${TERM:-xterm}" USER="\${USER:-travis}" DEBIAN_FRONTEND=noninteractive
export ANSI_RED='\\033[31;1m' ANSI_GREEN='\\033[32;1m' ANSI_YELLOW='\\033[33;1m' ANSI_RESET='\\033[0m' ANSI_CLEAR='\\033[0K'
case "$OSTYPE" in
  linux*) TRAVIS_OS_NAME=linux ;;
  darwin*) TRAVIS_OS_NAME=osx ;;
  msys* | cygwin*) TRAVIS_OS_NAME=windows ;;
  freebsd*) TRAVIS_OS_NAME=freebsd ;;
  *) TRAVIS_OS_NAME=notset ;;
esac
case "$HOSTTYPE" in
  x86_64* | amd64*) TRAVIS_CPU_ARCH=amd64 ;;
  aarch64* | arm64*) TRAVIS_CPU_ARCH=arm64 ;;
  powerpc64le* | ppc64le*) TRAVIS_CPU_ARCH=ppc64le ;;
  s390x*) TRAVIS_CPU_ARCH=s390x ;;
  *) TRAVIS_CPU_ARCH=notset ;;
esac
TRAVIS_ARCH=$TRAVIS_CPU_ARCH
if [[ "$TRAVIS_ARCH" == notset ]]; then TRAVIS_ARCH=$HOSTTYPE; fi
TRAVIS_DIST=notset
if [[ -r /etc/os-release ]]; then
  while IFS='=' read -r travis_key travis_value; do
    if [[ "$travis_key" == VERSION_CODENAME ]]; then TRAVIS_DIST=\${travis_value//\\"/}; fi
  done </etc/os-release
  unset travis_key travis_value
fi
TRAVIS_INIT=notset
if [[ -d /run/systemd/system ]]; then TRAVIS_INIT=systemd; elif [[ -x /sbin/initctl ]]; then TRAVIS_INIT=upstart; fi
TRAVIS_INFRA="\${TRAVIS_INFRA:-notset}"
TRAVIS_TMPDIR="$TRAVIS_HOME/.travis/tmp"
export TRAVIS_OS_NAME TRAVIS_CPU_ARCH TRAVIS_ARCH TRAVIS_DIST TRAVIS_INIT TRAVIS_INFRA TRAVIS_TMPDIR
mkdir -p "$TRAVIS_HOME/build" "$TRAVIS_TMPDIR"
`;

const enter = `cd "$TRAVIS_HOME/build" || exit 2
export PATH="$HOME/.local/bin:$HOME/bin:$PATH" PS4=+
`;

function stageNode({ name, nodes }: BuiltStage): ScriptNode {
  return { type: 'stage', name, nodes };
}

/** Does the stage run in this build at all? */
function runs(name: ScriptStage, debug: boolean): boolean {
  const rule = stageTable[name].debug;
  return rule === 'always' || (debug ? rule === 'only' : rule === 'never');
}

function call(name: ScriptStage): string {
  const { when } = stageTable[name];
  return when ? `if [[ ${when} ]]; then travis_run_${name}; fi\n` : `travis_run_${name}\n`;
}

/** Stages with something in them; after_failure always, for it is called by name. */
function definitions(stages: readonly BuiltStage[]): Generator<string> {
  const defined = stages.filter(({ name, nodes }) => name === 'after_failure' || !isEmpty(nodes));
  return printParts(defined.map(stageNode));
}

/** Parts are looked through for helpers together: most scripts are shorter, and looked through once. */
const LOOKED_AT = 65_536;

/** What parts say, and the helper functions that they need. */
function* withHelpers(
  parts: Iterable<string>,
): Slices<{ readonly text: string; readonly helpers: string }> {
  const search = searchHelpers();
  let [text, unread] = ['', ''];
  for (const part of parts) {
    text += part;
    unread += part;
    if (unread.length < LOOKED_AT) continue;
    search.look(unread);
    unread = '';
    yield;
  }
  search.look(unread);
  return { text, helpers: search.functions() };
}

export function stageTree(
  header: readonly ScriptNode[],
  stages: readonly BuiltStage[],
): ScriptNode[] {
  return [...header, ...stages.map(stageNode)];
}

/** The whole program: set-up, helper functions, one function a stage, their calls, the footer. */
export function* printProgram(
  header: readonly ScriptNode[],
  stages: readonly BuiltStage[],
  options: ProgramOptions,
): Slices<string> {
  const calls = stages
    .filter(({ name, nodes }) => runs(name, options.debug) && !isEmpty(nodes))
    .map(({ name }) => call(name))
    .join('');
  const profile = options.profile
    ? `for travis_file in /etc/profile "$HOME/.bash_profile"; do if [[ -s "$travis_file" ]]; then source "$travis_file"; fi; done\n`
    : '';
  const { text, helpers } = yield* withHelpers(body(header, stages, calls));
  return `#!/bin/bash\n${profile}${setup}${enter}${helpers}${text}travis_footer\n`;
}

function* body(
  header: readonly ScriptNode[],
  stages: readonly BuiltStage[],
  calls: string,
): Generator<string> {
  yield printNodes(header);
  yield* definitions(stages);
  yield calls;
}

/**
 * Helpers and the named stages only, in the current directory and environment:
 * for tools that look at single stages.
 */
export function printStages(stages: readonly BuiltStage[], names: readonly string[]): string {
  const functions = [...definitions(stages)].join('');
  const calls = names
    .flatMap((name) => stages.filter((stage) => stage.name === name))
    .map(({ name, nodes }) => (isEmpty(nodes) ? '' : call(name)))
    .join('');
  const exit = 'exit "${TRAVIS_TEST_RESULT:-0}"\n';
  // What a script ends at its end is what it has started itself.
  const own = 'unset SSH_AGENT_PID TRAVIS_POSTGRESQL_PID\n';
  return `#!/bin/bash\n${own}${helperFunctions(functions)}${functions}${calls}${exit}`;
}

/** A script that consists of nodes alone. */
export function printPlain(nodes: readonly ScriptNode[]): string {
  return `#!/bin/bash\n${printNodes(nodes)}`;
}
