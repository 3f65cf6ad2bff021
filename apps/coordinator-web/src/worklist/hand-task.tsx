import { Autocomplete, Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OnCall } from '#contracts/http/sites.schema.js';
import type { TaskItem } from '#contracts/http/worklist.schema.js';
import { ask } from '../api/http.js';
import { texts } from '../words/texts.js';
import { useTaskChange } from './tasks.js';
import { taskTitle } from './task-title.js';

const { handTask: words, states } = texts;

/** Gives a task to somebody else, by choice one of those on call at its site. */
export function HandTask({
  task,
  onClose,
}: {
  readonly task: TaskItem;
  readonly onClose: () => void;
}) {
  const { treating } = task.sites;
  const [to, setTo] = useState('');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const change = useTaskChange(task);
  const onCall = useQuery({
    queryKey: ['on-call', treating],
    queryFn: ({ signal }) =>
      ask<OnCall>(`/api/v1/sites/${encodeURIComponent(treating)}/on-call`, { signal }),
  });
  const known = (onCall.data?.people ?? []).flatMap(({ subject, name: called }) =>
    subject === undefined ? [] : [{ subject, called }],
  );
  const send = (): void => {
    change.mutate(
      {
        what: 'hand-over',
        body: {
          to: to.trim(),
          ...(name.trim() === '' ? {} : { name: name.trim() }),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ 'aria-label': states.close }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="strong">{taskTitle(task)}</p>
        <Autocomplete
          label={words.to}
          description={words.toHint}
          withAsterisk
          required
          data={known.map(({ subject }) => subject)}
          value={to}
          onChange={(value) => {
            setTo(value);
            const found = known.find(({ subject }) => subject === value);
            if (found !== undefined) setName(found.called);
          }}
        />
        <TextInput
          label={words.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={words.note}
          description={words.noteHint}
          rows={2}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {change.error !== null && (
          <p role="alert" className="tone-overdue">
            {change.error.message}
          </p>
        )}
        <div className="row">
          <Button type="submit" variant="filled" flex={1} disabled={change.isPending}>
            {words.send}
          </Button>
          <Button onClick={onClose}>{states.cancel}</Button>
        </div>
      </form>
    </Modal>
  );
}
