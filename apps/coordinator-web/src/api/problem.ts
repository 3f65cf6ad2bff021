import type { Problem } from '#contracts/http/problem.schema.js';

/** What the API refused, as it said it; `status` 0 when it was not reached. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? `The service answered ${status}`);
    this.name = 'ProblemError';
    this.status = status;
    this.problem = problem;
    this.code = problem.code ?? (status === 0 ? 'unreachable' : 'internal');
  }
}

/** The problem in an answer that is none of success. */
export async function problemIn(answer: Response): Promise<ProblemError> {
  try {
    return new ProblemError(answer.status, (await answer.json()) as Partial<Problem>);
  } catch {
    return new ProblemError(answer.status, {});
  }
}
