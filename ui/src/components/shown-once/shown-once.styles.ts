import { css } from 'lit';

export const styles = css`
  .once {
    align-items: center;
    border-radius: 0;
  }
  .once code {
    overflow-wrap: anywhere;
  }
  .once .button {
    margin-left: auto;
  }
`;
