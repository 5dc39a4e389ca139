import { css } from 'lit';

export const styles = css`
  .find {
    width: 14rem;
  }
  .branch {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.4rem 0.85rem;
    padding: 0.6rem 1rem;
  }
  strong {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .what {
    min-width: 0;
  }
  .what p {
    overflow: hidden;
    font-size: var(--size-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tiles {
    display: flex;
    gap: 0.25rem;
  }
  .tile {
    display: grid;
    justify-items: center;
    gap: 0.05rem;
    min-width: 2.4rem;
    padding: 0.25rem 0.3rem 0.15rem;
    border-radius: var(--radius-s);
    background: var(--tone-soft);
    color: var(--tone);
    font-size: 0.7rem;
  }
  .tile:hover {
    text-decoration: none;
    box-shadow: inset 0 0 0 1.5px var(--tone-fill);
  }
  .gone {
    padding: 1rem 1rem 0.4rem;
    color: var(--muted);
    font-size: var(--size-m);
  }
  @media (width < 640px) {
    .branch {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .branch > tp-state {
      grid-row: 1;
      grid-column: 2;
    }
    .what {
      grid-row: 1;
      grid-column: 1;
    }
    .tiles {
      grid-column: 1 / -1;
      overflow-x: auto;
    }
  }
`;
