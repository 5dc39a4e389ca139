/**
 * Runs the job's shell as the leader of a session with a terminal, so that the terminal outlives that shell: the
 * kernel hangs up on all who write to it when a session's leader goes. The shell has a process group of its own, as
 * it would have as the leader. One that stops itself is told to go on: nobody else here could.
 *
 * What it leaves behind is killed at once, but for what reads from a pipe: a filter around the whole script
 * (`exec > >(tee log)`) gets the end of its input by that, and passes on what it still has as long as it gets on:
 * 2 s without a byte in which it waits, and 30 s in all, are the limits. A filter may only just have been forked: on a
 * busy machine the script can be over before that bash has made the pipe its input.
 */
const keep = `
# All others of the session; of the namespace, where this is its first process. No subshell: a fork is a millisecond.
living() {
  local stat fields
  others=()
  for stat in /proc/[0-9]*/stat; do
    { read -r fields <"$stat"; } 2>/dev/null || continue
    stat=\${stat//[!0-9]/} fields=(\${fields##*) })
    [[ $$ == 1 || \${fields[3]} == "$$" ]] || continue
    [[ \${fields[0]} == [ZX] || $stat == "$$" ]] || others+=("$stat")
  done
}

# filters PID: it reads from a pipe, or is a bash that is about to. Asked last what never changes back: it may get on,
# and even become its program, between two questions.
filters() {
  local fd flags
  if [[ /proc/$1/exe -ef /proc/$$/exe ]]; then
    for fd in /proc/$1/fd/*; do
      [[ -p $fd ]] || continue
      { read -r _ && read -r _ flags; } 2>/dev/null <"/proc/$1/fdinfo/\${fd##*/}"
      [[ $flags == *0 ]] && return
    done
  fi
  [[ -p /proc/$1/fd/0 ]]
}

linger() {
  local round idle=0 before='' now found io pid state others
  living
  [[ \${#others[@]} == 0 ]] && return
  exec 6<> <(:)
  for ((round = 0; round < 600 && idle < 40; round++)); do
    now='' found=''
    living
    for pid in "\${others[@]}"; do
      if filters "$pid"; then
        found=yes
        { read -rd '' io <"/proc/$pid/io"; read -r _ _ state _ <"/proc/$pid/stat"; } 2>/dev/null
        # One that would run and gets no processor, or waits for a disk, has had no time to say anything.
        [[ $state == S ]] || io=$round
        now+="$pid $io"
      else
        kill -KILL "$pid"
      fi
    done
    [[ -z $found ]] && return
    [[ $now == "$before" ]] && ((++idle)) || idle=0
    before=$now
    read -rt 0.05 -u 6 _
  done
  living
  kill -KILL "\${others[@]}" 2>/dev/null
}

keep() {
  local code
  # Its own words (such as "Killed") are not the job's: they go where nobody can write. But it has to be the terminal,
  # by which bash gives it to the job: without it, who sets it up or reads from it is stopped for ever.
  exec 5>&2 2<&0
  set -m
  "$@" 2>&5 5>&-
  code=$?
  # One that was stopped seems to have ended by that signal.
  while ((code > 128)) && [[ -n $(jobs -ps) ]]; do
    fg
    code=$?
  done >/dev/null
  set +m
  linger
  exit "$code"
}
`;

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
  # Said before it is forked: an end that comes at once waits for its number.
  : >"$root/$1/starting"
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
  local pid='' round
  if [[ -e $root/$1/starting ]]; then
    for ((round = 0; round < 1000; round++)); do
      [[ -s $root/$1/pid ]] && break
      doze 0.01
    done
  fi
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

/**
 * First process of an instance's namespace: private folders, then the job; with its end all others end. Arguments:
 * folder of the instance, file of the launcher's places (`placesText`), then the job.
 */
export const initScript = `${keep}
own=$1 home=$PWD
. "$2" || exit 125
shift 2

# Makes a folder, and what is mounted below it, readable only. A namespace may not drop options that it inherited.
seal() {
  local lines fields point options
  mount --rbind -- "$1" "$1" || return
  mapfile -t lines </proc/self/mountinfo
  for fields in "\${lines[@]}"; do
    read -r _ _ _ _ point options _ <<<"$fields"
    printf -v point %b "\${point//\\\\/\\\\0}"
    [[ $point == "$1" || $point == "$1"/* ]] || continue
    [[ ,$options, == *,ro,* ]] && continue
    mount -o "remount,bind,ro,\${options#rw,}" -- "$point" || return
  done
}

# The working directory leads to the own folder, and these to what stays writable, whatever covers their names.
cd "$own" || exit 125
for place in "\${!writable[@]}"; do eval "exec $((20 + place))<\\"\\\${writable[place]}\\"" || exit 125; done
for place in "\${sealed[@]}"; do [[ -d $place ]] && { seal "$place" || exit 125; }; done
printf %s "\${mounts[0]}" "\${own##*/}" "\${mounts[1]}" >mounts
mount --no-canonicalize --all --fstab "$own/mounts" || exit 125
for place in "\${!writable[@]}"; do eval "exec $((20 + place))<&-"; done
cd "$home" || exit 125
: >"$own/began"
# What was made or replaced since the launcher covered it: a mount goes when another file takes its name.
for place in "\${hidden[@]}"; do
  if [[ -f $place ]]; then mount --bind /dev/null "$place" || exit 125; fi
done

keep "$@"
`;

/** Leader of the session of a job without a namespace. Argument: the job's script. */
export const keeperScript = `${keep}
keep bash "$1"
`;
