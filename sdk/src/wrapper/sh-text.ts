/** Text of a plain shell program as it stands; `\${` is written for an expansion of the shell. */
export function sh(strings: TemplateStringsArray): string {
  return (strings.raw[0] ?? '').replaceAll('\\${', '${').trimStart();
}
