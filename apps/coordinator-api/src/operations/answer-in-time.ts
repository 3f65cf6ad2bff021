import { ProblemError } from '../problems/problem-error.js';

const longestWaitMs = 3_000;

/** What the brokers answer. @throws ProblemError `unavailable` when they do not within three seconds. */
export async function answerInTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ProblemError('unavailable', { detail: 'Kafka does not answer.' })),
      longestWaitMs,
    );
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
