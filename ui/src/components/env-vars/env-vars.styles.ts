import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: 1fr 1.6fr 1fr;
  }
  /* One grid for all rows, so that their values stand below one another. */
  .rows {
    display: grid;
    grid-template-columns: minmax(8rem, auto) minmax(0, 1fr) auto;
  }
  .entry {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .checks {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    align-items: center;
    gap: 0.25rem 1.25rem;
  }
  .checks .check {
    flex-wrap: nowrap;
  }
  .checks input {
    flex: none;
  }
  .checks .button {
    margin-left: auto;
  }
  textarea.input {
    min-height: 2.25rem;
    field-sizing: content;
    max-height: 16rem;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .value {
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (width < 760px) {
    .rows {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
