import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: repeat(3, minmax(0, 14rem)) auto;
  }
  .once {
    flex-wrap: wrap;
    margin: 0.75rem 1rem;
  }
  code {
    overflow-wrap: anywhere;
  }
`;
