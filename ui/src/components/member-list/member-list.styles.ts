import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: repeat(2, minmax(0, 20rem)) auto;
  }
  .hidden {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
  }
`;
