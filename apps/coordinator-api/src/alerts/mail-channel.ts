import { createTransport } from 'nodemailer';
import type { AlertChannel } from './alert-channel.js';

const longestMs = 10_000;

/** Mail by an SMTP server, `smtp://user:password@host:port` or `smtps://…`; taken when the server has taken it. */
export function mailChannel(url: string, from: string): AlertChannel {
  const transport = createTransport(url, { from });
  const host = from.split('@').at(-1)?.replace('>', '') ?? 'vein-to-vein.invalid';
  return async ({ id, recipient, subject, text, severity }) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${longestMs} ms`)), longestMs);
    });
    const sent = transport.sendMail({
      to: { name: recipient.name, address: recipient.address },
      subject,
      text,
      messageId: `<${id}@${host}>`,
      ...(severity === 'immediate' ? { priority: 'high' as const } : {}),
    });
    try {
      await Promise.race([sent, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
