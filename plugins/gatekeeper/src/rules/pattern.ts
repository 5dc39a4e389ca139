import { runInNewContext } from 'node:vm';

/** A pattern that needs longer for one branch name is hostile or a mistake: it does not match. */
const TIMEOUT_MS = 100;

/** One entry of `branches.only` or `except`: text, or a regular expression between slashes. */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = /^\/(.*)\/$/s.exec(pattern.trim())?.[1];
  return source === undefined ? pattern.trim() === name : matchesExpression(source, name);
}

function matchesExpression(source: string, name: string): boolean {
  const { text, flags } = translate(source);
  try {
    const test = 'new RegExp(text, flags).test(name)';
    return runInNewContext(test, { text, flags, name }, { timeout: TIMEOUT_MS }) === true;
  } catch {
    return false;
  }
}

/** From Ruby's dialect: anchors of the whole text, possessive quantifiers, `\h`, leading flags. */
function translate(source: string): { readonly text: string; readonly flags: string } {
  const [, inline = '', rest = source] = /^\(\?([imx]+)\)(.*)$/s.exec(source) ?? [];
  const text = rest
    .replace(/(^|[^\\])((?:\\\\)*)\\A/g, '$1$2^')
    .replace(/(^|[^\\])((?:\\\\)*)\\[zZ]/g, '$1$2$')
    .replace(/(^|[^\\])((?:\\\\)*)\\h/g, '$1$2[0-9a-fA-F]')
    .replace(/([*+?}])\+/g, '$1')
    .replace(/\(\?>/g, '(?:');
  const dot = inline.includes('m') ? 's' : '';
  return { text, flags: `${inline.includes('i') ? 'i' : ''}${dot}` };
}
