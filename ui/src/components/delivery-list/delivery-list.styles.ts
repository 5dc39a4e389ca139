import { css } from 'lit';

export const styles = css`
  .delivery {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem 0.85rem;
    padding: 0.55rem 1rem;
    font-size: var(--size-m);
  }
  .mono {
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: var(--size-s);
  }
  .what {
    min-width: 0;
  }
  @media (width < 640px) {
    .delivery {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
