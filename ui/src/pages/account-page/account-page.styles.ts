import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: repeat(2, minmax(0, 16rem)) auto;
  }
  .panel-head + form {
    border-top: 0;
  }
`;
