/** What bash 3.2, the one on macOS, does not know: no package of it is to be had here, so its gaps are looked for. */
const newer: Readonly<Record<string, RegExp>> = {
  'case of a value (4.0)': /\$\{\w+(\[[^\]]*\])?(\^|,)/,
  'transformed value (4.4)': /\$\{\w+(\[[^\]]*\])?@[A-Za-z]\}/,
  'associative array (4.0)': /\b(declare|local|typeset|readonly)\s+-\w*A/,
  'reference (4.3)': /\b(declare|local|typeset)\s+-\w*n\b/,
  'global declaration (4.2)': /\b(declare|typeset)\s+-\w*g/,
  'mapfile (4.0)': /\b(mapfile|readarray)\b/,
  'coproc (4.0)': /(^|[;&|]\s*)coproc\b/m,
  '&>> (4.0)': /&>>/,
  '|& (4.0)': /\|&/,
  'fall-through of case (4.0)': /;;?&(?!&)\s*$/m,
  'time of printf (4.2)': /%(-?\d+)?\([^)]*\)T/,
  'clock without a substitute (5.0)': /\$\{?EPOCH(REALTIME|SECONDS)(?!:-|\/)\b/,
  'process id of a subshell (4.0)': /\$\{?BASHPID\b/,
  'length from the end (4.2)': /\$\{\w+:\s*[\d$(][^}:]*:\s*-\d/,
  'index from the end (4.3)': /\$\{\w+\[-\d/,
  'is a variable set (4.2)': /\[\[\s+([^\]]*(&&|\|\||!)\s+)?-v\s/,
  'wait for any (4.3)': /\bwait\s+-n\b/,
  'fraction of a second (4.0)': /\bread\s+(-\w+\s+)*-t\s*\d*\.\d/,
  'exact read (4.1)': /\bread\s+(-\w+\s+)*-N/,
  'named descriptor (4.1)': /(^|\s)(exec\s+)?\{\w+\}[<>]/,
  'step of a range (4.0)': /\{-?\w+\.\.-?\w+\.\.-?\d+\}/,
  'shell option (4.0)': /\bshopt\s+-s\s+[^\n;]*\b(globstar|lastpipe|inherit_errexit|autocd)\b/,
  "Unicode in $'…' (4.2)": /\$'[^']*\\[uU][0-9a-fA-F]/,
  // Its parser ends the substitution at the first `)` of a pattern.
  'case within $( ) (4.0)': /\$\((?!\()[^()]*\bcase\s+\S+\s+in\s+[^()\s]+\)/,
};

/** Names of what a script uses that bash 3.2 lacks; comments are no use. */
export function newerThanBash3(script: string): readonly string[] {
  const code = script.replace(/^\s*#.*$/gm, '');
  return Object.entries(newer)
    .filter(([, pattern]) => pattern.test(code))
    .map(([name]) => name);
}
