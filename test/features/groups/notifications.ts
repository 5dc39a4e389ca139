import { elsewhere, kept, of, shown, type FeatureGroup } from '../feature.js';
import { files as f, pageTest } from '../files.js';
import { noticeRules } from './notice-rules.js';

const { notifyBuild, email, webhook, preferences } = f;
const slack = 'plugins/notify-slack/src/slack-notifier.test.ts';
const irc = 'plugins/notify-irc/src/irc-notifier.test.ts';
const pushover = 'plugins/notify-pushover/src/pushover-notifier.test.ts';

export const notifications: FeatureGroup = {
  letter: 'K',
  title: 'Notices',
  features: [
    shown(
      'K1',
      'Mail tells the people of a commit.',
      of(
        email,
        'mails text and HTML with what people need to know',
        'writes to the recipients of the entry, or to the people of the commit who are known here',
      ),
      of(notifyBuild, 'mails without an entry, unless switched off'),
    ),
    shown(
      'K2',
      'Mail is ended, by repository and by a link.',
      of(
        preferences,
        'is ended and wanted again by repository',
        'is ended by the link of a mail, without an account, and by no other link',
      ),
      of(pageTest('unsubscribe-page'), 'ends mail only when it is told to, and takes it back'),
    ),
    shown(
      'K3',
      'Webhooks are posted and signed.',
      of(webhook, "posts Travis's form with a signature that its public key verifies"),
      of(
        'test/integration/webhooks-inward.test.ts',
        'to an address of the inside is refused, however it is spelled',
      ),
    ),
    shown('K4', 'Teams gets a card.', of(webhook, 'sends a card to Teams')),
    shown(
      'K5',
      'Slack is told.',
      of(
        slack,
        'posts to hooks by their address, to people, and to several rooms once each',
        'takes the lines of a template',
        'tells of pull requests unless it is told not to',
      ),
    ),
    shown(
      'K6',
      'Channels of IRC are told.',
      of(
        irc,
        'says its lines in each channel, in their order, and goes',
        'takes another nick where its own is taken, and speaks in notices where it is to',
        'joins with a key, and without joining says nothing where that is not allowed',
      ),
    ),
    shown(
      'K7',
      'Pushover is told.',
      of(pushover, 'sends to each user, and shows neither token nor user'),
    ),
    kept(
      'K8',
      'HipChat, Campfire and Flowdock are named.',
      'The key "hipchat" is kept for compatibility and does nothing here: HipChat is no longer there, so nothing is sent.',
      of(f.inert, '%s'),
    ),
    elsewhere('K9', 'Others are told by webhook.', 'a recipe of K3'),
    ...noticeRules,
  ],
};
