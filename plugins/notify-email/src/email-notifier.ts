import { ExternalHostError, TurnpikeError, type BuildNotice, type Notifier } from '@turnpike/sdk';
import type { Transporter } from 'nodemailer';
import { messageOf } from './message.js';
import { recipientsOf } from './recipients.js';

export interface EmailSettings {
  readonly smtp?: string | undefined;
  readonly from: string;
}

const UNAVAILABLE = 'No mail server is configured: set notify-email.smtp, and notify-email.from.';

/** `signal` ends the connections. */
export function createEmailNotifier({ smtp, from }: EmailSettings, signal: AbortSignal): Notifier {
  let transport: Promise<Transporter> | undefined;
  return {
    id: 'email',
    unavailable: smtp === undefined ? UNAVAILABLE : null,
    targets: (entry, notice) =>
      recipientsOf(entry, notice).map((address) => ({
        key: address,
        data: { address },
        mailbox: address,
      })),
    async send(target, notice, deliveryId) {
      if (smtp === undefined) throw new TurnpikeError('TURNPIKE_CONFIG_INVALID', UNAVAILABLE);
      transport ??= connect(smtp, signal);
      await deliver(await transport, {
        from,
        to: String(target.data['address']),
        ...messageOf(notice),
        ...headersOf(notice, deliveryId),
      });
    },
  };
}

/** Loaded when the first mail is sent. */
async function connect(smtp: string, signal: AbortSignal): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(smtp, undefined);
  signal.addEventListener('abort', () => transport.close());
  return transport;
}

/** Mails about one build and result thread together; a repeated attempt has the same id. */
function headersOf(
  { repository, build, result, buildUrl, unsubscribe }: BuildNotice,
  deliveryId: string,
) {
  const host = new URL(buildUrl).hostname;
  return {
    messageId: `<${deliveryId}@${host}>`,
    inReplyTo: `<${repository.id}-${build.id}-${build.state}@${host}>`,
    headers: {
      'Travis-CI-Repository': repository.slug,
      'Travis-CI-Result': result,
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe.oneClickUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

async function deliver(
  transport: Transporter,
  mail: Parameters<Transporter['sendMail']>[0],
): Promise<void> {
  try {
    await transport.sendMail(mail);
  } catch (error) {
    const { responseCode } = error as { readonly responseCode?: number };
    const isRefused = responseCode !== undefined && responseCode >= 500;
    throw new ExternalHostError(
      isRefused ? 'TURNPIKE_HOST_REFUSED' : 'TURNPIKE_HOST_UNAVAILABLE',
      `the mail server ${isRefused ? 'refused' : 'did not take'} the mail${responseCode === undefined ? '' : ` (${responseCode})`}`,
      {},
      error,
    );
  }
}
