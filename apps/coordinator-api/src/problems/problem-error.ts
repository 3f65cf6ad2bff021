import { type Problem, type ProblemCode, problems } from '#contracts/http/problem.schema.js';

/** What a problem says beside its code. */
export type ProblemDetails = Omit<Problem, 'type' | 'title' | 'status' | 'code'>;

/** A request that is not answered as asked; becomes the answer as it is. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
    options?: ErrorOptions,
  ) {
    super(problems[code][1], options);
    this.name = 'ProblemError';
  }

  get status(): number {
    return problems[this.code][0];
  }

  /** The problem details as they are sent. */
  get problem(): Problem {
    const [status, title] = problems[this.code];
    return {
      type: `urn:v2v:problem:${this.code}`,
      title,
      status,
      code: this.code,
      ...this.details,
    };
  }
}
