import { css } from 'lit';

/**
 * A row of a list that leads to a build: its state, what it is, number, and when. The first column is
 * `--first-column` wide.
 */
export const itemRow = css`
  :host {
    display: block;
  }
  .item {
    display: grid;
    grid-template-columns: var(--first-column, auto) minmax(0, 1fr) 4.5rem 8rem;
    align-items: center;
    gap: 0.2rem 0.85rem;
    padding: 0.55rem 1rem;
    border-left: 3px solid var(--tone-fill);
  }
  .item:hover {
    background: var(--sunken);
  }
  .what {
    min-width: 0;
  }
  .title {
    color: var(--text);
    font-weight: 550;
  }
  .about {
    display: flex;
    gap: 0 0.9rem;
    min-width: 0;
    color: var(--muted);
    font-size: var(--size-s);
  }
  .about > span {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-width: 0;
  }
  .about tp-icon {
    font-size: 0.85rem;
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
  @media (width < 640px) {
    .when {
      display: flex;
      gap: 0.75rem;
      justify-self: start;
      align-items: baseline;
    }
    .when tp-duration {
      font-size: var(--size-s);
    }
  }
`;
