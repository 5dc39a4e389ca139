import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: 1fr 1fr auto auto;
  }
`;
