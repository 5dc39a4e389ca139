import { retired } from '../shared/retired.js';

/** TensorFlow by pip. */
export const tensorFlow = retired(
  'tensor_flow',
  'TensorFlow by pip.',
  'list tensorflow in requirements.txt.',
);

/** For whoever installs it alone. @alias */
export const plugin = tensorFlow;
