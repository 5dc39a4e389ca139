export { jobValues } from '@turnpike/core/contracts/wire';
