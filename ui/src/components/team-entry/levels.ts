import { html, type TemplateResult } from 'lit';
import { LEVELS } from '../../data/people.js';

export type Level = (typeof LEVELS)[number];

/** Those of a select; the first is no right. */
export function levelOptions(now: Level | null): TemplateResult {
  return html`<option value="" ?selected=${now === null}>none</option>
    ${LEVELS.map((level) => html`<option value=${level} ?selected=${now === level}>${level}</option>`)}`;
}

/** Of the value of such a select. */
export function levelOf(value: unknown): Level | null {
  return LEVELS.find((level) => level === value) ?? null;
}
