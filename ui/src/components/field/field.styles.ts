import { css } from 'lit';

/** What stands within it is the plugin's own input, so that forms, focus and keyboard are the browser's. */
export const styles = css`
  :host {
    display: grid;
    gap: 0.25rem;
  }
  .label {
    font-size: var(--size-m);
    font-weight: 550;
    cursor: default;
  }
  small {
    color: var(--muted);
    font-size: var(--size-s);
  }
  .error {
    margin: 0;
    color: var(--failed);
    font-size: var(--size-s);
  }
  ::slotted(:is(input:not([type='checkbox'], [type='radio']), select, textarea)) {
    width: 100%;
    min-height: 2rem;
    padding: 0.25rem 0.6rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  ::slotted(textarea) {
    resize: vertical;
    font-family: var(--mono);
    font-size: var(--size-m);
  }
`;
