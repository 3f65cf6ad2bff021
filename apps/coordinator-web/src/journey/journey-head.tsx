import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { CopyId, JourneyId } from '../states/journey-id.js';
import { StatusPill } from '../status/status-word.js';
import { indicationName, outcomeName, sentenceOf, siteShort } from '../words/names.js';
import { texts } from '../words/texts.js';
import { Identity } from './identity.js';
import { daysSinceCollection } from './journey-view.js';

const { journey: words } = texts;

/** Which journey this is, of whom, and where it stands in days. */
export function JourneyHead({ status }: { readonly status: Status }) {
  const navigate = useNavigate({ from: '/journeys/$journeyId' });
  const now = useNow(60_000);
  const { journeyId, product, indication, sites, course, day, outcome, criticality } = status;
  const collected = daysSinceCollection(status, now);
  return (
    <div className="screen-head journey-head">
      <h1>
        <JourneyId id={journeyId} />
      </h1>
      <CopyId id={journeyId} />
      <span className="secondary">
        {[
          sentenceOf(product),
          indicationName(indication),
          siteShort(sites.treating),
          words.course(course),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
      {outcome !== null && (
        <StatusPill status="closed">{words.closed(outcomeName(outcome))}</StatusPill>
      )}
      {outcome === null && criticality !== 'stable' && (
        <StatusPill status="current">{words.criticality[criticality]}</StatusPill>
      )}
      <div className="screen-actions">
        <span className="journey-day">
          {day === null ? (collected === null ? '' : words.vein(collected)) : words.day(day)}
        </span>
        <Identity journeyId={journeyId} sites={Object.values(sites)} />
        <Button
          leftSection={<IconPrinter size={16} />}
          onClick={() => void navigate({ search: { tab: 'documents' } })}
        >
          {words.nextSteps}
        </Button>
      </div>
    </div>
  );
}
