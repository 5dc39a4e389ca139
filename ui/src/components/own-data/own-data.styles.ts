import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: minmax(0, 20rem) auto;
  }
`;
