import { bash, type HelperFunction } from './helper-text.js';
import { archiveHelpers } from './archive-helpers.js';
import { checkoutHelpers } from './checkout-helpers.js';
import { serviceHelpers } from './service-helpers.js';
import { toolchainHelpers } from './toolchain-helpers.js';

/**
 * The shell functions that a script defines: those that users call
 * (`travis_retry`, `travis_wait`, …; documented by Travis) and those that the
 * printer calls. All of it is bash 3.2 syntax and, where bash can do a thing
 * itself, starts no process: each would cost 1–2 ms.
 *
 * Names of variables inside `travis_cmd` begin with `_travis_`, because the
 * user's command is evaluated within its scope.
 */

/** Always defined, in this order. */
const core: readonly string[] = [
  // Sets _travis_now, nanoseconds since the epoch. EPOCHREALTIME uses the locale's decimal sign.
  bash`travis_now() {
  if [[ -n "\${EPOCHREALTIME:-}" ]]; then
    _travis_now="\${EPOCHREALTIME/[.,]/}000"
  elif [[ "$OSTYPE" == darwin* ]]; then
    _travis_now="$(date +%s)000000000"
  else
    _travis_now="$(date +%s%N)"
  fi
}`,
  `travis_nanoseconds() { travis_now; echo "$_travis_now"; }`,
  bash`travis_time_start() {
  printf -v TRAVIS_TIMER_ID '%08x' $((RANDOM * RANDOM))
  travis_now
  TRAVIS_TIMER_START_TIME=$_travis_now
  export TRAVIS_TIMER_ID TRAVIS_TIMER_START_TIME
  printf 'travis_time:start:%s\r\033[0K' "$TRAVIS_TIMER_ID"
}`,
  bash`travis_time_finish() {
  local _travis_code=$? _travis_took
  travis_now
  _travis_took=$((_travis_now - TRAVIS_TIMER_START_TIME))
  printf 'travis_time:end:%s:start=%s,finish=%s,duration=%s,event=%s\r\033[0K' \
    "$TRAVIS_TIMER_ID" "$TRAVIS_TIMER_START_TIME" "$_travis_now" "$_travis_took" "\${1:-}"
  return "$_travis_code"
}`,
  bash`travis_fold() { printf 'travis_fold:%s:%s\r\033[0K' "$1" "$2"; }`,
  bash`travis_unexport() {
  export -n "\${1?}"
  printf '\033[33;1m%s takes %s bytes, more than Linux gives a program in its variables: it is set for the script, but not exported.\033[0m\n' "$1" "$2"
}`,
  // Says why no program could be started (126), where it was for the variables, and lets those that follow start.
  bash`travis_too_long() {
  local LC_ALL=C _travis_name _travis_word _travis_sum=0
  for _travis_name in $(compgen -e); do
    _travis_word="$_travis_name=\${!_travis_name}"
    if [[ \${#_travis_word} -gt 131071 ]]; then
      travis_unexport "$_travis_name" "\${#_travis_word}"
    else
      _travis_sum=$((_travis_sum + \${#_travis_word} + 9))
    fi
  done
  if [[ $_travis_sum -gt 1900000 ]]; then
    printf '\033[33;1mAll exported variables together take %s bytes: Linux starts no program with more than about 2 MiB of variables and arguments.\033[0m\n' "$_travis_sum"
  fi
}`,
  bash`travis_cmd() {
  local _travis_text="$1" _travis_shown="$1" _travis_assert="" _travis_echo="" _travis_retry=""
  local _travis_timing="" _travis_secure="" _travis_event="" _travis_id="" _travis_at="" _travis_code=0
  export TRAVIS_CMD="\${1:0:30000}"
  shift
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --assert) _travis_assert=1 ;;
      --echo) _travis_echo=1 ;;
      --retry) _travis_retry=1 ;;
      --timing) _travis_timing=1 ;;
      --secure) _travis_secure=1 ;;
      --display) _travis_shown="$2"; shift ;;
      --event) _travis_event="$2"; shift ;;
    esac
    shift
  done
  if [[ -n "$_travis_timing" ]]; then
    travis_time_start
    _travis_id=$TRAVIS_TIMER_ID
    _travis_at=$TRAVIS_TIMER_START_TIME
  fi
  if [[ -n "$_travis_echo" ]]; then printf '$ %s\n' "$_travis_shown"; fi
  if [[ -n "$_travis_retry" ]]; then
    travis_retry eval "$_travis_text "
    _travis_code=$?
  elif [[ -n "$_travis_secure" ]]; then
    eval "$_travis_text" 2>/dev/null
    _travis_code=$?
    if [[ $_travis_code -ne 0 ]]; then
      printf '\033[31;1mSetting the secure variable failed (%s): its value is shell source, so special characters need escaping.\033[0m\n' "$_travis_shown"
    fi
  else
    eval "$_travis_text"
    _travis_code=$?
  fi
  if [[ $_travis_code -eq 126 ]]; then travis_too_long; fi
  if [[ -n "$_travis_timing" ]]; then
    TRAVIS_TIMER_ID=$_travis_id
    TRAVIS_TIMER_START_TIME=$_travis_at
    travis_time_finish "$_travis_event"
  fi
  if [[ -n "$_travis_assert" ]]; then travis_assert "$_travis_code"; fi
  return "$_travis_code"
}`,
  // Travis never sets its stage, so that its message ends in "during ."; here the function of the stage is named.
  bash`travis_assert() {
  local _travis_code=$? _travis_name _travis_stage=
  if [[ $# -gt 0 ]]; then _travis_code=$1; fi
  if [[ "$_travis_code" -ne 0 ]]; then
    for _travis_name in "\${FUNCNAME[@]}"; do
      if [[ "$_travis_name" == travis_run_* ]]; then
        _travis_stage=" during \${_travis_name#travis_run_}"
        break
      fi
    done
    printf '\033[31;1mThe command "%s" failed and exited with %s%s.\033[0m\n\nYour build has been stopped.\n' \
      "$TRAVIS_CMD" "$_travis_code" "$_travis_stage"
    travis_terminate 2
  fi
}`,
  bash`travis_result() {
  local _travis_code=$? _travis_color=32
  if [[ $# -gt 0 ]]; then _travis_code=$1; fi
  if [[ "$_travis_code" -ne 0 ]]; then _travis_color=31; fi
  export TRAVIS_TEST_RESULT=$((\${TRAVIS_TEST_RESULT:-0} | (_travis_code != 0)))
  printf '\033[%s;1mThe command "%s" exited with %s.\033[0m\n' "$_travis_color" "$TRAVIS_CMD" "$_travis_code"
}`,
  // What a script leaves running outside of its own processes.
  bash`travis_cleanup() {
  local _travis_pid
  for _travis_pid in "\${SSH_AGENT_PID:-}" "\${TRAVIS_POSTGRESQL_PID:-}"; do
    if [[ -n "$_travis_pid" ]]; then kill "$_travis_pid" &>/dev/null; fi
  done
  SSH_AGENT_PID='' TRAVIS_POSTGRESQL_PID=''
}`,
  // Ends what this shell started in the background, and the shell.
  bash`travis_terminate() {
  local _travis_pid
  set +e
  travis_cleanup
  for _travis_pid in $(jobs -p); do kill -9 "$_travis_pid" 2>/dev/null; done
  exit "\${1:-0}"
}`,
  bash`travis_footer() {
  : "\${TRAVIS_TEST_RESULT:=86}"
  printf '\nDone. Your build exited with %s.\n' "$TRAVIS_TEST_RESULT"
  travis_terminate "$TRAVIS_TEST_RESULT"
}`,
  bash`travis_retry() {
  local _travis_try=1 _travis_code=0
  while true; do
    "$@"
    _travis_code=$?
    if [[ $_travis_code -eq 0 ]]; then return 0; fi
    if [[ $_travis_try -ge 3 ]]; then break; fi
    _travis_try=$((_travis_try + 1))
    printf '\n\033[31;1mThe command "%s" failed. Retrying, %s of 3.\033[0m\n\n' "$*" "$_travis_try" >&2
    sleep 1
  done
  printf '\n\033[31;1mThe command "%s" failed 3 times.\033[0m\n\n' "$*" >&2
  return "$_travis_code"
}`,
  // The command's output is kept until its end; a line a minute shows that it lives.
  bash`travis_wait() {
  local _travis_limit=20 _travis_log _travis_pid _travis_watch _travis_code _travis_color=32
  if [[ "\${1:-}" =~ ^[0-9]+$ ]]; then
    _travis_limit=$1
    shift
  fi
  _travis_log="\${TRAVIS_TMPDIR:-/tmp}/travis_wait_$$_$RANDOM.log"
  "$@" &>"$_travis_log" &
  _travis_pid=$!
  printf '\n\nStill running (1 of %s): %s\r' "$_travis_limit" "$*"
  (travis_wait_watch "$_travis_pid" "$_travis_limit" "$*") &
  _travis_watch=$!
  wait "$_travis_pid" 2>/dev/null
  _travis_code=$?
  { kill "$_travis_watch" && wait "$_travis_watch"; } 2>/dev/null
  if [[ $_travis_code -ne 0 ]]; then _travis_color=31; fi
  printf '\n\033[%s;1mThe command %s exited with %s.\033[0m\n\n\033[32;1mLog:\033[0m\n\n' "$_travis_color" "$*" "$_travis_code"
  cat "$_travis_log"
  rm -f "$_travis_log"
  return "$_travis_code"
}`,
  bash`travis_wait_watch() {
  local _travis_minute=1 _travis_sleep=""
  trap '[[ -z "$_travis_sleep" ]] || kill "$_travis_sleep" 2>/dev/null; exit 0' TERM
  while true; do
    sleep 60 &
    _travis_sleep=$!
    wait "$_travis_sleep"
    _travis_minute=$((_travis_minute + 1))
    if [[ $_travis_minute -gt $2 ]]; then break; fi
    printf 'Still running (%s of %s): %s\r' "$_travis_minute" "$2" "$3"
  done
  printf '\n\033[31;1mTimeout (%s minutes) reached. Terminating "%s"\033[0m\n\n' "$2" "$3"
  kill -9 "$1"
}`,
];

/** Defined only where a script mentions them; `needs` come along. */
const optional: Readonly<Record<string, HelperFunction>> = {
  ...archiveHelpers,
  ...checkoutHelpers,
  ...serviceHelpers,
  ...toolchainHelpers,
  // Tells whoever reads the output what a variable holds, or that all is told (see CompileEnv.tell).
  travis_tell: {
    body: bash`travis_tell() {
  if [[ $# -eq 1 ]]; then
    builtin printf '%s.\n' "$1"
  else
    builtin printf '%s:%q\n' "$1" "\${!2}"
  fi
}`,
  },
  // travis_fit NAME BYTES: what an expansion made of a variable may be more than programs can be started with.
  travis_fit: {
    body: bash`travis_fit() {
  local LC_ALL=C _travis_bytes
  _travis_bytes="$1=\${!1}"
  _travis_bytes=\${#_travis_bytes}
  _travis_computed=$((\${_travis_computed:-0} + _travis_bytes))
  if [[ $_travis_bytes -le 131071 && $_travis_computed -le $2 ]]; then return 0; fi
  _travis_computed=$((_travis_computed - _travis_bytes))
  travis_unexport "$1" "$_travis_bytes"
}`,
  },
  // A version as one number to compare: 1.2.3 -> 1001002003000.
  travis_vers2int: {
    body: bash`travis_vers2int() {
  local IFS=. parts
  # shellcheck disable=SC2206
  parts=($1)
  local i part out=1
  for i in 0 1 2 3; do
    part=\${parts[i]:-0}
    part=\${part//[^0-9]*/}
    printf -v part '%03d' "$((10#\${part:-0}))"
    out+=$part
  done
  echo "$out"
}`,
  },
  travis_download: {
    body: bash`travis_download() {
  if type curl &>/dev/null; then
    command curl -fsSL --connect-timeout 1 "$1" -o "$2" 2>/dev/null && return 0
  fi
  type wget &>/dev/null && wget -q --connect-timeout=1 "$1" -O "$2"
}`,
  },
  travis_apt_get_update: {
    body: bash`travis_apt_get_update() {
  local log="\${TRAVIS_HOME:-$HOME}/apt-get-update.log" code
  if ! type apt-get &>/dev/null; then return 0; fi
  if [[ "\${1:-}" == debug ]]; then
    sudo apt-get update 2>&1 | tee "$log"
    code=\${PIPESTATUS[0]}
  else
    sudo apt-get update -yq &>"$log"
    code=$?
  fi
  return "$code"
}`,
  },
  travis_apt_get_options: {
    body: bash`travis_apt_get_options() {
  local version
  version="$(apt-get --version | head -n 1)"
  if [[ "$version" == "apt 0"* || "$version" == "apt 1.0"* ]]; then
    echo '--force-yes'
  else
    echo '--allow-downgrades --allow-remove-essential --allow-change-held-packages'
  fi
}`,
  },
  // travis_debug [--quiet]: a shell for whoever asked for a debug build, shared by tmate.
  travis_debug: {
    body: bash`travis_debug() {
  local socket="\${TRAVIS_TMPDIR:-/tmp}/tmate.sock"
  if ! type tmate &>/dev/null; then
    printf '\033[33;1mA debug session needs the command tmate, which is not on this machine.\033[0m\n'
    return 0
  fi
  tmate -S "$socket" new-session -d && tmate -S "$socket" wait tmate-ready
  tmate -S "$socket" display -p 'Use the following command to access the session: #{tmate_ssh}'
  while tmate -S "$socket" has-session 2>/dev/null; do
    [[ "\${1:-}" == --quiet ]] || printf '.'
    sleep 5
  done
}`,
  },
  travis_decrypt: {
    body: bash`travis_decrypt() {
  echo "$1" | base64 --decode | openssl rsautl -decrypt -inkey "\${TRAVIS_HOME:-$HOME}/.ssh/id_rsa.repo"
}
decrypt() { travis_decrypt "$@"; }`,
  },
  decrypt: { body: '', needs: ['travis_decrypt'] },
  travis_key: {
    body: bash`travis_key() {
  local name="TRAVIS_$1"
  (umask 077 && printf %s "\${!name}" | base64 --decode >"$2")
}`,
  },
};

/** The helper functions of a script whose stages read `script`. @stable */
export function helperFunctions(script: string): string {
  const search = searchHelpers();
  search.look(script);
  return search.functions();
}

/** Looks for helpers in a script part by part; parts end where lines end. @experimental */
export interface HelperSearch {
  /** One more part. */
  look(part: string): void;
  /** The helper functions of all parts, alike however they were cut. */
  functions(): string;
}

/** As `helperFunctions`, for scripts that are too long to be looked through at once. @experimental */
export function searchHelpers(): HelperSearch {
  const names = Object.keys(optional);
  const found = new Set<string>();
  return {
    look: (part) => {
      for (const name of names) if (!found.has(name) && part.includes(name)) found.add(name);
    },
    functions: () => bodiesOf(names.filter((name) => found.has(name))),
  };
}

function bodiesOf(names: readonly string[]): string {
  const wanted = new Set<string>();
  for (const name of names) add(name, wanted);
  const bodies = [...wanted]
    .map((name) => optional[name]?.body ?? '')
    .filter((text) => text !== '');
  return `${[...core, ...bodies].join('\n')}\n`;
}

function add(name: string, wanted: Set<string>): void {
  if (wanted.has(name)) return;
  wanted.add(name);
  for (const need of optional[name]?.needs ?? []) add(need, wanted);
}
