import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: repeat(2, minmax(0, 16rem)) auto;
  }
  .account {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding: 0.5rem 1rem;
  }
  .account p {
    overflow-wrap: anywhere;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }
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
