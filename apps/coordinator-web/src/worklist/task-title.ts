import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { texts } from '../words/texts.js';

/** What a task is called: a requirement is worded as what must be so, and is not so yet. */
export function taskTitle({ kind, text }: Pick<TaskItem, 'kind' | 'text'>): string {
  return kind === 'requirement' ? texts.worklist.stillOpen(text) : text;
}
