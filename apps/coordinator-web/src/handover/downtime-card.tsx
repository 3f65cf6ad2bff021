import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Handover, SiteDecisionAnswer } from '#contracts/http/sites.schema.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import { ask } from '../api/http.js';
import { useNow } from '../app/clock.js';
import { StatusWord } from '../status/status-word.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';

const { downtime: words, handover } = texts;
const deciders = ['coordinator', 'operations'];

/** Whether a site writes on paper, and the decision that begins or ends it. */
export function DowntimeCard({
  siteId,
  zone,
  downtime,
}: Pick<Handover, 'siteId' | 'zone' | 'downtime'>) {
  const now = useNow();
  const queries = useQueryClient();
  const { person } = useSession();
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const isDown = downtime !== null && downtime.endedAt === null;
  const held = rolesAt(person, [siteId]);
  const decide = useMutation({
    mutationFn: () =>
      ask<SiteDecisionAnswer>(`/api/v1/sites/${encodeURIComponent(siteId)}/decisions`, {
        method: 'POST',
        idempotencyKey: crypto.randomUUID(),
        body: {
          type: isDown ? 'end-downtime' : 'declare-downtime',
          data: { siteId, reason: reason.trim() },
        },
      }),
    onSuccess: () => {
      setReason('');
      setTried(false);
      void queries.invalidateQueries({ queryKey: ['handover'] });
    },
  });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.title}</h2>
        {!isDown && <span className="secondary small">{words.none}</span>}
      </div>
      <div className="card-body stack">
        {isDown && (
          <p>
            <StatusWord status="due">
              {handover.downtime(dateTimeZone(downtime.declaredAt, zone, now))}
            </StatusWord>{' '}
            {downtime.reason}
          </p>
        )}
        <p className="small secondary">{words.says}</p>
        {deciders.some((role) => held.includes(role)) && (
          <form
            className="row wrap no-print"
            onSubmit={(event) => {
              event.preventDefault();
              setTried(true);
              if (reason.trim() !== '') decide.mutate();
            }}
          >
            <TextInput
              aria-label={words.reason}
              placeholder={words.reason}
              error={hasTried && reason.trim() === '' ? words.needed : undefined}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              className="grow"
            />
            <Button type="submit" disabled={decide.isPending}>
              {isDown ? words.end : words.declare}
            </Button>
          </form>
        )}
        {decide.error !== null && (
          <p role="alert" className="tone-overdue">
            {decide.error.message}
          </p>
        )}
      </div>
    </section>
  );
}
