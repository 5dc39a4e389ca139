import { css } from 'lit';

export const styles = css`
  .to {
    min-width: 14rem;
    overflow-wrap: anywhere;
  }
`;
