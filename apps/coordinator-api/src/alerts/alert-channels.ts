import type { Configuration } from '#config/configuration.js';
import type { AlertChannelName } from '#register/alert-pages.js';
import type { AlertChannel } from './alert-channel.js';
import { mailChannel } from './mail-channel.js';
import { webhookChannel } from './webhook-channel.js';

/** The ways to people on call that are configured. */
export function alertChannels({
  mail,
  webhook,
}: Configuration<'alerts'>['alerts']): Readonly<Partial<Record<AlertChannelName, AlertChannel>>> {
  return {
    ...(mail === undefined ? {} : { mail: mailChannel(mail.url, mail.from) }),
    ...(webhook === undefined ? {} : { webhook: webhookChannel(webhook.url, webhook.key) }),
  };
}
