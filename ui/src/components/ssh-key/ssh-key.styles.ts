import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: 1fr 2.6fr auto;
  }
  .about {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  pre {
    margin: 0;
    overflow: auto;
    font-size: var(--size-s);
    white-space: pre-wrap;
  }
  textarea.input {
    min-height: 4.5rem;
    max-height: 16rem;
  }
`;
