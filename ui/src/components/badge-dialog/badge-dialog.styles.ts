import { css } from 'lit';

export const styles = css`
  .body {
    display: grid;
    gap: 1rem;
  }
  img {
    justify-self: start;
    min-height: 20px;
  }
`;
