import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireMessage } from '@turnpike/core/contracts/wire';
import { shortShas } from '../../data/format.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import '../icon/icon.js';
import { styles } from './config-source.styles.js';

const LEVELS: Readonly<Record<WireMessage['level'], { tone: string; icon: string; word: string }>> =
  {
    alert: { tone: 'failed', icon: 'warn', word: 'Alert' },
    error: { tone: 'failed', icon: 'failed', word: 'Error' },
    warn: { tone: 'started', icon: 'warn', word: 'Warning' },
    info: { tone: 'queued', icon: 'info', word: 'Note' },
    hint: { tone: 'canceled', icon: 'hint', word: 'Hint' },
  };

/** A configuration with numbered lines, each message below the line that it is about. */
export class ConfigSource extends LitElement {
  static override styles = [reset, tones, styles];
  @property() text = '';
  @property() heading = '';
  /** Merge mode and the like. */
  @property() note = '';
  @property({ attribute: false }) messages: readonly WireMessage[] = [];

  protected override render(): TemplateResult {
    const lines = this.text.replace(/\n$/, '').split('\n');
    const placed = (line: number | null): boolean =>
      line !== null && line >= 1 && line <= lines.length;
    const rest = this.messages.filter(({ line }) => !placed(line));
    return html`${
        this.heading
          ? html`<h3>
              <code title=${this.heading}>${shortShas(this.heading)}</code>
              <span>${this.note}</span>
            </h3>`
          : nothing
      }
      ${
        rest.length > 0
          ? html`<ul class="rest">
              ${rest.map((m) => this.#message(m))}
            </ul>`
          : nothing
      }
      <div class="code" tabindex="0" role="region" aria-label=${this.heading || 'Configuration'}>
        <ol>
          ${lines.map((text, at) => this.#line(text, at + 1))}
        </ol>
      </div>`;
  }

  #line(text: string, line: number): TemplateResult {
    const messages = this.messages.filter((message) => message.line === line);
    const level = messages[0] && LEVELS[messages[0].level].tone;
    return html`<li class=${messages.length > 0 ? 'marked' : ''} data-tone=${level ?? nothing}>
      <span class="n" aria-hidden="true">${line}</span><span class="t">${text || ' '}</span>
      ${
        messages.length > 0
          ? html`<ul>
              ${messages.map((m) => this.#message(m))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #message(message: WireMessage): TemplateResult {
    const look = LEVELS[message.level];
    return html`<li class="message" data-tone=${look.tone}>
      <tp-icon name=${look.icon}></tp-icon>
      <span
        ><strong>${look.word}</strong> ${shortShas(message.text)}
        <span class="key">${message.key === 'root' ? '' : message.key}</span></span
      >
    </li>`;
  }
}
