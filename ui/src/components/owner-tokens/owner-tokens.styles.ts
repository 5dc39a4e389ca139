import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: repeat(3, minmax(0, 14rem)) auto;
  }
`;
