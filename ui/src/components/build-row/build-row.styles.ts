import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .row {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 4.5rem 8rem;
    align-items: center;
    gap: 0.25rem 0.85rem;
    flex-wrap: nowrap;
    padding: 0.55rem 1rem;
    border-left: 3px solid var(--tone-fill);
  }
  .row:hover {
    background: var(--sunken);
  }
  .what {
    min-width: 0;
  }
  .title {
    display: block;
    overflow: hidden;
    color: var(--text);
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9rem;
    color: var(--muted);
    font-size: var(--size-s);
  }
  .facts > span {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-width: 0;
  }
  .facts tp-icon {
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
    .row {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .when {
      grid-column: 2 / -1;
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
