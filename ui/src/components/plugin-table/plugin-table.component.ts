import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WirePlugin } from '@turnpike/core/contracts/wire';
import { count } from '../../data/format.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import '../state/state.js';
import { styles } from './plugin-table.styles.js';

/** Installed plugins; of those that run here, what their scope holds. */
export class PluginTable extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) plugins: readonly WirePlugin[] = [];
  @state() private all = false;

  protected override render(): TemplateResult {
    const running = this.plugins.filter(
      ({ running: runs, scope }) => runs || scope?.state === 'failed',
    );
    const rest = this.plugins.length - running.length;
    const shown = this.all ? this.plugins : running;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head">
        <h2 id="title">Plugins</h2>
        <span class="muted"
          >${count(running.length, 'runs', 'run')}
          here${rest > 0 ? `, ${rest} more installed` : ''}</span
        >
        ${
          rest > 0
            ? html`<button
                class="button quiet"
                aria-pressed=${String(this.all)}
                @click=${() => (this.all = !this.all)}
              >
                Show all
              </button>`
            : nothing
        }
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Plugins">
        <table class="cards">
          <thead>
            <tr>
              <th>Plugin</th>
              <th>Version</th>
              <th>Provides</th>
              <th class="end">Taps</th>
              <th class="end">Events</th>
              <th class="end">Routes</th>
              <th class="end">Timers</th>
              <th class="end">Boot</th>
              <th class="end">Calls</th>
              <th class="end" title="How long it kept all others from running, since the start">
                Busy
              </th>
              <th class="end" title="Estimate of what lives of what its code has made">Memory</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((plugin) => this.#row(plugin))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(plugin: WirePlugin): TemplateResult {
    const { scope } = plugin;
    const number = (value: number | undefined): number | string => (scope ? (value ?? 0) : '–');
    return html`<tr class=${plugin.running ? '' : 'off'}>
      <td class="wide">
        <strong>${plugin.id}</strong>
        ${scope?.state === 'failed' ? html`<tp-state state="failed"></tp-state>` : nothing}
        <div class="muted small">${scope?.failure ?? plugin.summary}</div>
        ${
          scope && scope.refuses.length > 0
            ? html`<div class="small">
                Refused in its name: ${scope.refuses.map((hook) => html`<code>${hook}</code> `)}
              </div>`
            : nothing
        }
        ${this.#apart(plugin)} ${this.#asks(plugin)}
      </td>
      <td class="num" title=${plugin.source}>${plugin.version}</td>
      <td class="provides">
        ${[...counted(plugin.provides)].map(
          ([token, n]) =>
            html`<span class="chip"
              >${token}${n > 1 ? html` <span class="muted">× ${n}</span>` : nothing}</span
            > `,
        )}
      </td>
      <td class="end" data-label="Taps">${number(scope?.taps)}</td>
      <td class="end" data-label="Events">${number(scope?.subscriptions)}</td>
      <td class="end" data-label="Routes">${number(scope?.routes)}</td>
      <td class="end" data-label="Timers">${number(scope?.timers)}</td>
      <td class="end" data-label="Boot">
        ${plugin.boot_ms === null ? '–' : `${plugin.boot_ms} ms`}
      </td>
      ${this.#work(plugin)}
    </tr>`;
  }

  #work({ work }: WirePlugin): TemplateResult {
    const failures = work && work.failures > 0 ? ` (${work.failures} failed)` : '';
    return html`<td class="end" data-label="Calls">${work ? `${work.calls}${failures}` : '–'}</td>
      <td class="end" data-label="Busy">${work ? took(work.busy_ms) : '–'}</td>
      <td class="end" data-label="Memory">
        ${work && work.heap_bytes !== null ? `${(work.heap_bytes / 1e6).toFixed(1)} MB` : '–'}
      </td>`;
  }

  /** A process of its own: what holds it, and whether it stays up. */
  #apart({ scope }: WirePlugin): TemplateResult | typeof nothing {
    const apart = scope?.apart;
    if (!apart) return nothing;
    const state = apart.state === 'given-up' ? 'given up' : apart.state;
    const ends = apart.last_end === null ? '' : `: ${apart.last_end}`;
    const held = ['In a process of its own', ...apart.walls].join(', ');
    const again = apart.restarts > 0 ? `, started again ${count(apart.restarts, 'time')}` : '';
    const words = `${held}; ${state}${again}${ends}`;
    return html`<div class="muted small">${words}</div>`;
  }

  /** What it declares to use. It gets nothing else. */
  #asks(plugin: WirePlugin): TemplateResult | typeof nothing {
    const { asks, id } = plugin;
    if (asks.length === 0) return nothing;
    return html`<details class="small">
      <summary>Asks for ${inShort(plugin)}<span class="sr"> (${id})</span></summary>
      <dl>
        ${asks.map(
          ({ title, items }) =>
            html`<dt>${title}</dt>
              ${items.map(
                ({ name, words }) =>
                  html`<dd>
                    <code>${name}</code
                    >${words ? html` <span class="muted">${words}</span>` : nothing}
                  </dd>`,
              )}`,
        )}
      </dl>
    </details>`;
  }
}

/** `0.4 ms`, `12 ms`, `3.1 s`. */
function took(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

const WEIGHTY = ['secrets', 'hooks', 'hosts', 'routes'] as const;

/** What weighs most, in figures: `3 hooks, 1 host`. */
function inShort({ asks }: WirePlugin): string {
  const figures = WEIGHTY.flatMap((id) => {
    const { length } = asks.find((one) => one.id === id)?.items ?? [];
    if (length === 0) return [];
    return id === 'secrets' ? ['secrets'] : [count(length, id.slice(0, -1))];
  });
  return figures.length === 0 ? 'no hooks, secrets, hosts or routes' : figures.join(', ');
}

/** A package of many parts provides a token once for each. */
function counted(tokens: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
