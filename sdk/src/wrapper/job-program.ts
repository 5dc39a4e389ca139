import { sh } from './sh-text.js';
import { shared } from './shared.js';

/**
 * Waits for the script, runs it, and tells how it ended: an exit record in a file, and the same as the end mark of the
 * log. Arguments: root, mark, seconds to wait for the script, `inside` or `beside` (where the keeper runs), another
 * file for the record, the keeper's window, box, text of the keeper.
 *
 * FIFOs are open both ways: a reader that dies gives neither an end nor a signal, the job waits. What the script reads
 * from never ends either, as a terminal does not (`script` would type an end of file, and show it).
 */
export const jobProgram = `root=$1 mark=$2 wait=$3 keeper=$4 record=$5 window=$6 box=$7 keep=$8
${shared}${sh`
job='' stopped=''
# Nobody would look at what they leave behind.
ulimit -c 0 2>/dev/null
fifos
exec 6<>"$io/idle" 8<>"$io/ctl" 9<>"$io/out"
trap 'stopped=signal; [ -n "$job" ] || exit 143; echo signal >&8' TERM INT HUP
if [ "$keeper" = inside ]; then
  $box setsid $box sh -c "$keep" keep "$root" "$wait" "$window" "$box" </dev/null >/dev/null 2>&1 6<&- 8<&- 9<&- &
fi

# Is the script there, whole? The marker beside it says how long it is and what its checksum is.
arrived() {
  [ -e "$root/in/go" ] && read -r want sum <"$root/in/go" || return 1
  size "$root/in/script"
  [ "$bytes" = "$want" ] || return 1
  have=$($box sha256sum <"$root/in/script" 2>/dev/null)
  [ -z "$have" ] || [ "\${have%% *}" = "$sum" ]
}

# How often the word stands in the first of these files that there is.
often() {
  word=$1 times=0
  shift
  for file; do
    [ -r "$file" ] || continue
    while read -r name count; do [ "$name" = "$word" ] && times=$count; done <"$file"
    return
  done
}

# How often the kernel has killed here for want of memory, and refused a process for want of numbers.
kernel() {
  often oom_kill /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control
  killed=$times
  often max /sys/fs/cgroup/pids.events /sys/fs/cgroup/pids/pids.events
  refused=$times
}

clock
late=$((up + wait))
while ! arrived; do
  [ "$up" -lt "$late" ] || exit 124
  nap 0.02
  clock
done
exec 7<"$root/in/script"
: 2>/dev/null >"$root/in/taken"
# The marker stays: whoever wrote it may still be setting its owner.
$box rm -f "$root/in/script"
kernel
before=$killed forks=$refused
began=$up

# In a terminal where the image has what makes one.
launch() {
  if ! command -v bash >/dev/null; then
    echo 'The image has no bash, in which scripts of jobs are run.' >&9
    return 127
  fi
  case $(script --version 2>/dev/null) in
    *util-linux*)
      SHELL=/bin/sh $box setsid script -qefc \
        'stty cols 80 rows 40 2>/dev/null; export SHELL=/bin/bash; exec bash /dev/fd/7' /dev/null \
        <&6 >&9 2>&9 6<&- 8<&- 9<&- &
      ;;
    *) SHELL=/bin/bash $box setsid bash /dev/fd/7 </dev/null >&9 2>&9 6<&- 8<&- 9<&- & ;;
  esac
  job=$!
}

launch
code=$?
if [ -n "$job" ]; then
  {
    read -r why
    echo "$why" >"$io/stopped"
    [ "$why" = signal ] && kill -TERM "-$job" 2>/dev/null && $box sleep 10
    kill -KILL "-$job"
  } <&8 >/dev/null 2>&1 6<&- 7<&- 9<&- &
  # A trapped signal ends \`wait\` before the job has ended.
  while :; do
    wait "$job"
    code=$?
    kill -0 "$job" 2>/dev/null || break
  done
  kill -KILL "-$job" 2>/dev/null
fi
[ -s "$io/stopped" ] && read -r stopped <"$io/stopped"
kernel
clock
told="{\"mark\":\"$mark\",\"code\":$code,\"seconds\":$((up - began)),\"oomKills\":$((killed - before)),\"forksRefused\":$((refused - forks)),\"stopped\":\"$stopped\"}"
# Before the mark: the keeper takes everything from now on.
echo "$told" >"$io/record"
[ -z "$record" ] || echo "$told" >"$record"
printf '\036turnpike-end %s %s\n' "$mark" "$told" >&9
if [ "$keeper" = inside ]; then
  tries=0
  while [ "$tries" -lt 300 ] && ! $box tail -c 500 "$log/log" 2>/dev/null | $box grep -q "turnpike-end $mark"; do
    nap 0.1
    tries=$((tries + 1))
  done
  # Whoever reads the log along gets its end without asking again.
  nap 3
fi
exit "$code"
`}`;
