import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireHook, WireTap } from '@turnpike/core/contracts/wire';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './hook-table.styles.js';

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** Every hook, who has tapped it, and what each tap costs. */
export class HookTable extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) hooks: readonly WireHook[] = [];

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Hooks</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Hooks">
        <table class="cards">
          <thead>
            <tr>
              <th>Hook</th>
              <th>Tapped by</th>
              <th class="end">Calls</th>
              <th class="end">Failures</th>
              <th class="end">Mean</th>
              <th class="end">Longest</th>
              <th class="end">In all</th>
            </tr>
          </thead>
          <tbody>
            ${this.hooks.map((hook) => this.#hook(hook))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #hook(hook: WireHook): TemplateResult {
    const taps = hook.taps.length > 0 ? hook.taps : [undefined];
    return html`${taps.map(
      (tap, at) =>
        html`<tr class=${at > 0 ? 'next' : ''}>
          ${
            at === 0
              ? html`<td class="wide" rowspan=${taps.length}>
                  <code>${hook.name}</code>
                  <div class="muted small">
                    ${hook.type}, ${hook.answer}; a failing tap
                    ${hook.on_failure === 'refuse' ? 'refuses' : 'is skipped'}
                  </div>
                </td>`
              : nothing
          }
          ${tap ? this.#tap(tap) : html`<td class="muted" colspan="6">nobody</td>`}
        </tr>`,
    )}`;
  }

  #tap(tap: WireTap): TemplateResult {
    if (tap.skipped)
      return html`<td>${tap.plugin}</td>
        <td class="muted" colspan="5">asked in another process</td>`;
    const mean = tap.calls > 0 ? tap.total_ms / tap.calls : 0;
    return html`<td>
        ${tap.plugin}${tap.key ? html` <span class="chip">${tap.key}</span>` : nothing}
      </td>
      <td class="end" data-label="Calls">${tap.calls}</td>
      <td class="end" data-label="Failures">
        ${tap.failures > 0 ? html`<strong class="bad">${tap.failures}</strong>` : 0}
      </td>
      <td class="end" data-label="Mean">${ms(mean)} ms</td>
      <td class="end" data-label="Longest">${ms(tap.max_ms)} ms</td>
      <td class="end" data-label="In all">${ms(tap.total_ms)} ms</td>`;
  }
}
