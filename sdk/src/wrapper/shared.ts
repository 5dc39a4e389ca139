import { sh } from './sh-text.js';

/**
 * What all programs of the wrapper begin with. Plain sh, the same in dash, busybox and bash. `$box` is empty, or the
 * path of a busybox for images that lack the small tools. Below `$root` are `in` (the script), `io` (FIFOs, exit
 * record) and `log` (the log and the beat, which the job does not see where the keeper is a container of its own).
 */
export const shared = sh`
io=$root/io log=$root/log
# It does not jump, and asking costs no process.
clock() { read -r up _ </proc/uptime; up=\${up%%.*}; }
# Everybody's \`ls\` can do this.
size() { set -- $($box ls -ln "$1" 2>/dev/null); bytes=\${5:-0}; }
nap() { $box sleep "$1" 2>/dev/null || $box sleep 1; }
fifo() { [ -p "$1" ] || $box mkfifo -m 0666 "$1" 2>/dev/null || [ -p "$1" ]; }
fifos() {
  $box mkdir -p "$root/in" "$io" "$log" 2>/dev/null
  fifo "$io/out" && fifo "$io/ctl" && fifo "$io/idle" && return
  echo "turnpike: no FIFO can be made in $io" >&2
  exit 125
}
`;
