import { css } from 'lit';

export const styles = css`
  .shown {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    margin: 0.75rem 0;
  }
  .shown > tp-setting-field,
  .shown > tp-loading,
  .shown > tp-empty {
    flex: 1 1 100%;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25rem 1rem;
    margin: 0;
    font-size: var(--size-m);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;
