import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .row {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr) 4.5rem 8rem;
    align-items: center;
    flex-wrap: nowrap;
    gap: 0.15rem 0.85rem;
    padding: 0.6rem 1rem;
    border-left: 3px solid var(--tone-fill);
  }
  .row:hover {
    background: var(--sunken);
  }
  .what {
    min-width: 0;
  }
  .name {
    color: var(--text);
    font-weight: 600;
  }
  .owner {
    color: var(--muted);
    font-weight: 450;
  }
  .what > tp-icon {
    margin-left: 0.25rem;
    color: var(--muted);
    font-size: 0.85rem;
  }
  .about {
    display: flex;
    gap: 0.75rem;
    min-width: 0;
    color: var(--muted);
    font-size: var(--size-s);
    white-space: nowrap;
  }
  .ref {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    flex: none;
    max-width: 45%;
    overflow: hidden;
  }
  .message {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .number {
    color: var(--tone);
    font-weight: 550;
    text-align: right;
  }
  .when {
    display: grid;
    justify-items: end;
    color: var(--muted);
    font-size: var(--size-s);
  }
  .when tp-duration {
    color: var(--text);
    font-size: var(--size-m);
  }
  .none {
    grid-column: 3 / -1;
    font-size: var(--size-s);
    text-align: right;
  }
  @media (width < 640px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    tp-state {
      grid-row: 1;
      grid-column: 2;
    }
    .what {
      grid-row: 1;
    }
    .number {
      grid-row: 2;
      grid-column: 2;
    }
    .when {
      grid-row: 2;
      grid-column: 1;
      display: flex;
      align-items: baseline;
      gap: 0.6rem;
      justify-self: start;
    }
    .when tp-duration {
      font-size: var(--size-s);
    }
    .none {
      grid-column: 1 / -1;
      text-align: left;
    }
  }
`;
