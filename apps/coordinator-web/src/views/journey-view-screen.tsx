import { useNavigate } from '@tanstack/react-router';
import { type JourneyFilter, useJourneys } from '../api/queries.js';
import { JourneyTable } from '../journeys/journey-table.js';
import { Legend } from '../journeys/legend.js';
import { Failure, LoadingRows, Message } from '../states/states.js';
import { texts } from '../words/texts.js';

const { views: words } = texts;

/** One kind of work over many journeys. */
type View = { readonly words: (typeof words)[keyof typeof words]; readonly filter: JourneyFilter };

const holds = [
  'identity-mismatch',
  'identity-mismatch-collateral',
  'temperature-excursion',
  'out-of-specification',
  'recall',
  'site-suspended',
  'consent-withdrawn',
  'duplicate-enrolment',
  'deviation',
  'manual',
];

/** What quality has to decide. */
export function QualityScreen() {
  return <JourneyView words={words.quality} filter={{ hold: holds }} />;
}

/** What is on its way. */
export function LogisticsScreen() {
  return (
    <JourneyView
      words={words.logistics}
      filter={{ stage: ['outbound-shipment', 'inbound-shipment'] }}
    />
  );
}

/** Who is followed for fifteen years. */
export function FollowUpScreen() {
  return <JourneyView words={words.followUp} filter={{ stage: ['follow-up'] }} />;
}

function JourneyView({ words: said, filter }: View) {
  const navigate = useNavigate();
  const journeys = useJourneys(filter);
  const items = journeys.data?.pages.flatMap((page) => page.items);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{said.title}</h1>
        <span className="secondary">
          {items === undefined
            ? ''
            : `${texts.journeys.count(items.length, journeys.hasNextPage)} · `}
          {said.says}
        </span>
      </div>
      {items === undefined || items.length === 0 ? (
        <div className="card">
          {items !== undefined ? (
            <Message title={said.none}>{said.noneHint}</Message>
          ) : journeys.error === null ? (
            <LoadingRows rows={10} />
          ) : (
            <Failure
              error={journeys.error}
              what={said.title}
              onRetry={() => void journeys.refetch()}
            />
          )}
        </div>
      ) : (
        <JourneyTable
          items={items}
          onOpen={(journeyId) =>
            void navigate({ to: '/journeys/$journeyId', params: { journeyId } })
          }
          onNearEnd={() => {
            if (journeys.hasNextPage && !journeys.isFetchingNextPage) void journeys.fetchNextPage();
          }}
        />
      )}
      <Legend />
    </div>
  );
}
