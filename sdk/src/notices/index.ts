/** What notifiers share: the words of a message, and how it is posted. */
export { noticeLines, type NoticeTextOptions } from './notice-text.js';
export { postNotice, type NoticePost } from './post-notice.js';
