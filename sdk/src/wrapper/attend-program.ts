import { sh } from './sh-text.js';
import { shared } from './shared.js';

/**
 * Writes the log from a byte on, and goes on as it grows. Each line that it reads is a beat; at their end it ends, so
 * that a connection that broke leaves nobody behind. Arguments: root, the byte (from 0), box.
 */
export const attendProgram = `root=$1 from=$2 box=$3
${shared}${sh`
while [ ! -e "$log/log" ]; do nap 0.02; done
exec 5<&0
{
  while read -r line; do echo "$line" >"$log/beat"; done
  kill $$
} <&5 >/dev/null 2>&1 &
exec 5<&-
case $($box tail --version 2>/dev/null) in
  *GNU*) exec $box tail -c "+$((from + 1))" -s 0.05 -f "$log/log" </dev/null ;;
esac
exec 3<"$log/log"
$box tail -c "+$((from + 1))" <&3
while nap 0.05; do $box cat <&3 || exit; done
`}`;
