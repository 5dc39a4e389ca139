import { sh } from './sh-text.js';
import { shared } from './shared.js';

/**
 * Takes the script from its stdin, of which it needs no end, and lays it down in one piece. Repeatable, also after the
 * script has begun. Ends with 0 when the script is there as it was sent. Arguments: root, bytes, SHA-256, box.
 */
export const uploadProgram = `root=$1 want=$2 sum=$3 box=$4
${shared}${sh`
[ -e "$root/in/taken" ] && exit 0
# The job may not have come so far yet.
$box mkdir -p "$root/in" 2>/dev/null
part=$root/in/part.$$
$box head -c "$want" >"$part"
size "$part"
[ "$bytes" = "$want" ] || exit 1
have=$($box sha256sum <"$part" 2>/dev/null)
[ -z "$have" ] || [ "\${have%% *}" = "$sum" ] || exit 1
$box mv "$part" "$root/in/script" && echo "$want $sum" >"$part" && $box mv "$part" "$root/in/go"
`}`;
