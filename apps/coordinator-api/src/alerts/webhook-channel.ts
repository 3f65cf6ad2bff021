import { createHmac } from 'node:crypto';
import type { AlertChannel } from './alert-channel.js';

const longestAnswerMs = 10_000;

/** The service that pages did not take what it was given. */
export class AlertNotTakenError extends Error {
  readonly code = 'alert-not-taken';
  constructor(readonly status: number) {
    super(`the alert webhook answered ${status}`);
    this.name = 'AlertNotTakenError';
  }
}

/**
 * A service that pages by telephone: `POST` of the message as JSON, signed as Standard Webhooks are: `webhook-signature` is
 * `v1,` and the base64 HMAC-SHA256, under the key, of `<webhook-id>.<webhook-timestamp>.<body>`.
 */
export function webhookChannel(url: string, key: Buffer): AlertChannel {
  return async (message) => {
    const body = JSON.stringify(message);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', key)
      .update(`${message.id}.${timestamp}.${body}`)
      .digest('base64');
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': message.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
      signal: AbortSignal.timeout(longestAnswerMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new AlertNotTakenError(answer.status);
  };
}
