/**
 * The launcher: one small bash a worker. It starts jobs (forking it is cheap whatever the server's size),
 * tells their ends, and is their guard: when its stdin closes, because the worker has died in whatever way,
 * it ends every instance and removes its folder.
 *
 * Arguments: folder of this launcher's instances, label prefix, `yes` where instances have a process
 * namespace, then what to hide from all jobs. In: `start ID TTY`, `end ID`, `reap`. Out: `ready`,
 * `exit ID CODE` (`never`: its script did not begin), `ended ID`, `reaped`.
 */
export const launcherScript = `
root=$1 label=$2 contained=$3
shift 3
exec 3>&1 1>&2 4<> <(:)
shopt -s nullglob
trap : HUP INT TERM
# Terminals of other jobs may have come along with the fork: they are nobody's business here (255 is this script).
for fd in /proc/self/fd/*; do
  fd=\${fd##*/}
  ((fd > 4 && fd != 255)) && eval "exec $fd>&-"
done

say() { printf '%s\\n' "$*" >&3; }
# Waits without starting a program.
doze() { read -rt "$1" -u 4 _; }

for place; do
  if [[ -d $place ]]; then
    mount -t tmpfs -o mode=0755,size=64k,ro turnpike-hidden "$place" || exit 1
  else
    mount --bind /dev/null "$place" || exit 1
  fi
done

start() {
  {
    (
      printf '%s' "$BASHPID" >"$root/$1/pid"
      . "$root/$1/launch"
    ) <"$2" >"$2" 2>&1 4>&-
    local code=$? pid
    read -r pid <"$root/$1/pid"
    # At once, while nobody else can have got this number.
    [[ -n $pid ]] && kill -KILL -- "-$pid" 2>/dev/null
    : >"$root/$1/done"
    [[ -e $root/$1/began ]] || code=never
    say "exit $1 $code"
  } 2>/dev/null &
}

in_session() {
  local stat fields
  for stat in /proc/[0-9]*/stat; do
    { read -r fields <"$stat"; } 2>/dev/null || continue
    fields=(\${fields##*) })
    [[ \${fields[3]} == "$1" && \${fields[0]} != [ZX] ]] && printf '%s\\n' "\${stat//[!0-9]/}"
  done
}

labelled() {
  local file
  while read -r file; do printf '%s\\n' "\${file//[!0-9]/}"; done \
    < <(grep -lsz "^TURNPIKE_INSTANCE=$1" /proc/[0-9]*/environ)
}

inside() {
  local link
  while read -r link; do printf '%s\\n' "\${link//[!0-9]/}"; done \
    < <(find /proc/[0-9]*/cwd -maxdepth 0 '(' -lname "$1" -o -lname "$1/*" ')' 2>/dev/null)
}

# end_processes LABEL FOLDER [SESSION]
end_processes() {
  local round found
  for ((round = 0; round < 500; round++)); do
    found=$(labelled "$1"; inside "$2"; [[ -n $3 ]] && in_session "$3")
    [[ -z $found ]] && return
    kill -KILL $found 2>/dev/null
    doze 0.01
  done
}

remove() {
  [[ -e $1 ]] || return
  rm -rf -- "$1" 2>/dev/null && return
  chmod -R u+rwX -- "$1" 2>/dev/null
  rm -rf -- "$1"
}

end() {
  local pid=''
  [[ -e $root/$1/pid ]] && read -r pid <"$root/$1/pid"
  if [[ -n $pid && ! -e $root/$1/done ]]; then
    kill -KILL -- "-$pid" "$pid" 2>/dev/null
    end_processes "$label/$1" "$root/$1" "$pid"
  elif [[ $contained != yes ]]; then
    end_processes "$label/$1" "$root/$1" "$pid"
  fi
  remove "$root/$1"
  say "ended $1"
}

reap() {
  local others=\${root%/*} folder
  for folder in "$others"/*/; do
    folder=\${folder%/}
    [[ $folder == "$root" ]] && continue
    end_processes "\${label%/*}/\${folder##*/}/" "$folder"
    remove "$folder"
  done
  end_processes "\${label%/*}/" "$root/none"
  say reaped
}

say ready
while read -r verb id tty; do
  case $verb in
    start) start "$id" "$tty" ;;
    end) end "$id" & ;;
    reap) reap & ;;
  esac
done

for folder in "$root"/*/; do
  folder=\${folder%/}
  end "\${folder##*/}" 3>/dev/null &
done
wait
remove "$root"
rmdir -- "\${root%/*}" 2>/dev/null
`;

/** First process of an instance's namespace: private folders, then the job; with its end all others end. */
export const initScript = String.raw`
if [[ -n $3 ]]; then
  # All that lies beside the own folder is covered. What was the working directory is still there to come back.
  home=$PWD
  cd "$3" && mount -t tmpfs -o mode=0711,size=64k turnpike-jobs "$4" && mkdir -p "$3" &&
    mount --no-canonicalize --bind /proc/self/cwd "$3" && cd "$home" || exit 125
fi
if [[ -n $1 ]]; then mount --bind "$1" /tmp || exit 125; fi
: >"$2"
shift 4
# What was made or replaced since the launcher covered it: a mount goes when another file takes its name.
while [[ $1 != -- ]]; do
  if [[ -f $1 ]]; then mount --bind /dev/null "$1" || exit 125; fi
  shift
done
shift
# Its own words (such as "Killed") are not the job's.
exec 5>&2 2>/dev/null
"$@" 2>&5 5>&-
exit $?
`;
