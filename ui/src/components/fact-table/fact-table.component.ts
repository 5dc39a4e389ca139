import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireFact } from '@turnpike/core/contracts/wire';
import { count, formatBytes } from '../../data/format.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { controls } from '../../styles/controls.styles.js';
import { styles } from './fact-table.styles.js';
import '../state/state.js';

/** Room on the disks, and what is not configured: with the way out, warnings first. */
export class FactTable extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) facts: readonly WireFact[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.facts.length === 0) return nothing;
    const facts = distinct(this.facts);
    const warnings = facts.filter(isWarning);
    const rows = [...warnings, ...facts.filter((fact) => !isWarning(fact))];
    const machines = new Set(facts.map(machineOf));
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head">
        <h2 id="title">Storage and settings</h2>
        <span class="muted"
          >${warnings.length === 0 ? 'all well' : count(warnings.length, 'warning')}</span
        >
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Storage and settings">
        <table class="cards">
          <thead>
            <tr>
              <th>What</th>
              <th>State</th>
              <th>Details</th>
              <th class="end">Used</th>
              <th class="end">Free</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((fact) => this.#row(fact, machines.size > 1))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(fact: WireFact, named: boolean): TemplateResult {
    const { title, room, text, way_out: wayOut } = fact;
    return html`<tr class=${fact.state}>
      <td>${title} ${named ? html`<div class="muted small">${machineOf(fact)}</div>` : nothing}</td>
      <td>
        ${
          isWarning(fact)
            ? html`<tp-state state="warning" .word=${room ? 'Low' : ''}></tp-state>`
            : html`<tp-state state="passed" word="Good"></tp-state>`
        }
      </td>
      <td class="details wide">
        ${room ? html`<span class="folder">${room.folder}</span>` : text}
        ${wayOut ? html`<div class="muted">${wayOut}</div>` : nothing}
      </td>
      ${cell('Used', typeof room?.used_bytes === 'number' ? formatBytes(room.used_bytes) : undefined)}
      ${cell('Free', room ? this.#free(room) : undefined)}
    </tr>`;
  }

  #free(room: NonNullable<WireFact['room']>): TemplateResult {
    const taken = 100 - (100 * room.free_bytes) / Math.max(1, room.total_bytes);
    return html`${formatBytes(room.free_bytes)}
      <span class="muted">of ${formatBytes(room.total_bytes)}</span>
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${taken.toFixed(1)} height="1"></rect>
      </svg>`;
  }
}

const isWarning = ({ state }: WireFact): boolean => state === 'warning';

const cell = (label: string, content: string | TemplateResult | undefined): TemplateResult =>
  content === undefined
    ? html`<td class="end none">–</td>`
    : html`<td class="end" data-label=${label}>${content}</td>`;

/** A process is named after its machine, its id and its start. */
const machineOf = ({ process }: WireFact): string => process.replace(/-\d+-[0-9a-f]+$/, '');

/** Processes of one machine that share a folder have one row for it. */
function distinct(facts: readonly WireFact[]): readonly WireFact[] {
  const rows = new Map<string, WireFact>();
  for (const fact of facts) {
    const key = JSON.stringify([machineOf(fact), fact.id, fact.room?.folder ?? fact.text]);
    if (!rows.has(key) || isWarning(fact)) rows.set(key, fact);
  }
  return [...rows.values()];
}
