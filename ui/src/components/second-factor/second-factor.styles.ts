import { css } from 'lit';

export const styles = css`
  :host {
    --form-columns: minmax(0, 16rem) auto;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem;
    padding: 0.9rem 1rem;
  }
  .key > div {
    flex: 1 1 16rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  svg {
    width: 11rem;
    height: 11rem;
    background: #fff;
  }
  .codes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
    gap: 0.25rem 1rem;
    margin: 0.5rem 0;
    padding: 0;
    list-style: none;
  }
`;
