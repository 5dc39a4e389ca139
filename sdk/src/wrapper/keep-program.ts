import { sh } from './sh-text.js';
import { shared } from './shared.js';

/**
 * Appends what comes through the FIFO to the log, and guards the run: no beat for as long as the last one allowed, and
 * the job is ended, whoever cannot be reached. Arguments: root, seconds until the first beat, window (how many bytes
 * the log may be ahead of its reader, before the job has to wait), box.
 */
export const keepProgram = `root=$1 wait=$2 window=$3 box=$4
${shared}${sh`
fifos
exec 8<>"$io/ctl" 9<>"$io/out"
: >>"$log/log"

beat() { beat='' acked='' left=''; read -r beat acked left 2>/dev/null <"$log/beat"; }

guard() {
  last=''
  clock
  until=$((up + wait))
  while [ ! -e "$io/record" ]; do
    nap 1
    clock
    if beat && [ "$beat" != "$last" ]; then
      last=$beat
      until=$((up + left))
    fi
    [ "$up" -lt "$until" ] && continue
    echo guard >&8
    return
  done
}
guard 9<&- &

# A job that writes faster than anybody reads waits; one that has ended does not.
hold() {
  while [ ! -e "$io/record" ]; do
    size "$log/log"
    beat && ahead=$((bytes - acked)) || ahead=$bytes
    [ "$ahead" -gt "$window" ] || return
    nap 0.05
  done
}

# Reads as they come, but one process for many of them.
while :; do
  $box dd bs=65536 count=64 <&9 >>"$log/log" 2>/dev/null || {
    echo disk >&8
    nap 1
  }
  hold
done
`}`;
