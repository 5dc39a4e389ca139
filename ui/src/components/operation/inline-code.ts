import { html, type TemplateResult } from 'lit';

/** `a `b` c`: what stands between backticks as code. */
export function inlineCode(text: string): TemplateResult {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
