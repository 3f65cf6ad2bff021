import { describe, expect, it } from '@jest/globals';
import { taskTitle } from './task-title.js';

describe('the title of a task', () => {
  it('says of a requirement that it is not met, for it is worded as if it were', () => {
    const text = 'The clinic has confirmed the bed';
    expect(taskTitle({ kind: 'requirement', text })).toBe(
      'Still open: The clinic has confirmed the bed',
    );
  });

  it('is what is to be done for everything else', () => {
    const text = 'Answer the alert: Fever';
    expect(taskTitle({ kind: 'alert', text })).toBe(text);
  });
});
