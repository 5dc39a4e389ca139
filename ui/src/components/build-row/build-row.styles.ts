import { css } from 'lit';

export const styles = css`
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
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .when {
      grid-column: 2 / -1;
    }
  }
`;
