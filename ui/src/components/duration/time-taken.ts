import { html, nothing, type TemplateResult } from 'lit';
import './duration.js';

/** How long it took, or takes so far, in short; nothing for what never began. */
export function timeTaken(of: {
  readonly started_at?: string | null;
  readonly finished_at?: string | null;
}): TemplateResult | typeof nothing {
  return of.started_at
    ? html`<tp-duration .from=${of.started_at} .to=${of.finished_at ?? null}></tp-duration>`
    : nothing;
}
