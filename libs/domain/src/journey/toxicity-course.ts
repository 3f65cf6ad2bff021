import type { ToxicityProposal } from '../toxicity/proposal.js';
import type { ToxicityCourse } from './state.js';

/** The course as far as it is graded by a scale: grades of another one are never compared with it. */
export function courseOnScale(
  course: ToxicityCourse | null | undefined,
  scale: string,
): ToxicityCourse | null {
  return course?.proposal.scale === scale ? course : null;
}

/**
 * Whether a proposal is higher than what stands and than what a clinician has answered: only then it escalates. A clinician
 * who called a proposal of 2 a 1 is not asked again about the same 2.
 */
export function isRise(course: ToxicityCourse, { grade }: ToxicityProposal): boolean {
  const answered = course.status === 'confirmed' ? (course.answeredGrade ?? 0) : 0;
  return (grade ?? 0) > Math.max(course.grade, answered);
}
