import { css } from 'lit';

export const styles = css`
  li + li {
    border-top: 1px solid var(--line);
  }
  .job {
    display: grid;
    grid-template-columns: 6.5rem 3.2rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.15rem 0.75rem;
    padding: 0.5rem 1rem;
    border-left: 3px solid var(--tone-fill);
    color: var(--text);
  }
  .job:hover {
    background: var(--sunken);
    text-decoration: none;
  }
  .job:focus-visible {
    outline-offset: -2px;
  }
  .number {
    color: var(--muted);
    font-size: var(--size-m);
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.4rem;
    min-width: 0;
  }
  .values strong {
    font-weight: 550;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0.25rem 0.6rem;
    min-width: 4.5rem;
    font-size: var(--size-m);
  }
  .reason {
    min-width: 0;
    overflow-wrap: anywhere;
    grid-column: 3 / -1;
    display: flex;
    gap: 0.3rem;
    color: var(--muted);
    font-size: var(--size-s);
  }
  .reason tp-icon {
    margin-top: 0.15rem;
    font-size: 0.85rem;
  }
  .reason span::first-letter {
    text-transform: uppercase;
  }
  .reason span {
    display: block;
    min-width: 0;
  }
  @media (width < 640px) {
    .job {
      grid-template-columns: 6.5rem minmax(0, 1fr) auto;
    }
    .values {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .reason {
      grid-column: 1 / -1;
    }
  }
`;
