import { css } from 'lit';

export const styles = css`
  :host {
    --names: clamp(5.5rem, 24%, 18rem);
    display: block;
    padding: 0.75rem 1rem 1rem;
    font-size: var(--size-m);
  }
  .axis {
    position: relative;
    height: 1.25rem;
    margin: 0 4.5rem 0 var(--names);
    color: var(--muted);
    font-size: var(--size-s);
  }
  .axis span {
    position: absolute;
    transform: translateX(-50%);
    white-space: nowrap;
  }
  .axis span:first-child {
    transform: none;
  }
  a {
    display: grid;
    grid-template-columns: var(--names) minmax(0, 1fr) 4.5rem;
    align-items: center;
    height: 1.6rem;
    color: var(--text);
  }
  a:hover {
    background: var(--sunken);
    text-decoration: none;
  }
  .name {
    padding-right: 0.75rem;
    color: var(--muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ms {
    text-align: right;
  }
  .track {
    position: relative;
    height: 0.75rem;
    border-radius: 3px;
    background: var(--sunken);
  }
  .track i {
    position: absolute;
    top: 0;
    height: 100%;
    min-width: 1px;
    border-radius: 3px;
  }
  .wait {
    background: repeating-linear-gradient(-45deg, var(--fill-created) 0 2px, transparent 2px 5px);
  }
  .run {
    min-width: 3px;
    background: var(--tone-fill, var(--fill-passed));
  }
  .legend {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    margin-top: 0.6rem;
    font-size: var(--size-s);
  }
  .legend .run {
    background: var(--fill-created);
  }
  .legend i {
    width: 1.25rem;
    height: 0.6rem;
    border-radius: 3px;
  }
`;
