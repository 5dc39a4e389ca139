import { css } from 'lit';

export const styles = css`
  .request {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr) auto;
    gap: 0.25rem 0.85rem;
    padding: 0.6rem 1rem;
  }
  strong {
    font-weight: 550;
  }
  .facts {
    font-size: var(--size-s);
  }
  .why {
    margin-top: 0.2rem;
    font-size: var(--size-m);
  }
  .end {
    display: grid;
    align-content: start;
    justify-items: end;
    color: var(--muted);
    font-size: var(--size-s);
  }
  @media (width < 640px) {
    .request {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .what {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
`;
