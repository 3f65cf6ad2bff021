import type { ReactNode } from 'react';
import { useSession } from '../access/session.js';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { JourneyId } from '../states/journey-id.js';
import { indicationName, sentenceOf, siteName } from '../words/names.js';
import { signedTime } from '../words/time.js';
import { texts } from '../words/texts.js';

const { documents: words } = texts;

/** What stands on every printed page: which journey, which version, when, and that it is a copy. */
export function Sheet({
  title,
  status,
  zone,
  children,
}: {
  readonly title: string;
  readonly status: Status;
  readonly zone: string;
  readonly children: ReactNode;
}) {
  const now = useNow(60_000);
  const { settings } = useSession();
  const { journeyId, product, indication, sites, version, asOf } = status;
  return (
    <article className="sheet">
      <header>
        {settings.environment !== 'production' && (
          <p className="sheet-mark">{texts.watermark[settings.environment]}</p>
        )}
        <h2 className="sheet-title">{title}</h2>
        <p>
          <JourneyId id={journeyId} /> · {sentenceOf(product)} · {indicationName(indication)} ·{' '}
          {siteName(sites.treating)}
        </p>
      </header>
      {children}
      <footer className="small">
        {journeyId} · {words.version(version)},{' '}
        {texts.states.asOf(signedTime(Date.parse(asOf), zone))} ·{' '}
        {words.printed(signedTime(now, zone))} · {words.uncontrolled}
      </footer>
    </article>
  );
}
