/** Names of images and what becomes of their pulls, for whatever runs containers. */
export { isAllowedImage } from './allowed.js';
export { imageName, readImage, type ImageName } from './image-name.js';
export { pullFailure, type PullFailure } from './pull-failure.js';
export { imageOf, wantedImage, type ImageRules } from './wanted-image.js';
