import { css } from 'lit';

export const styles = css`
  .item {
    --first-column: 6.5rem;
  }
  .title {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .about {
    flex-wrap: wrap;
  }
  @media (width < 640px) {
    .item {
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
    }
  }
`;
