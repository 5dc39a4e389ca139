/** A shell function and the others that it calls. */
export interface HelperFunction {
  readonly body: string;
  readonly needs?: readonly string[];
}

/** Shell text as it stands; `\${` is written for a shell expansion. */
export function bash(strings: TemplateStringsArray): string {
  return (strings.raw[0] ?? '').replaceAll('\\${', '${');
}
