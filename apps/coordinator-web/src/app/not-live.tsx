import { Button } from '@mantine/core';
import { journeyTimeAt } from '#domain/time/clock.js';
import { sitesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { useZone } from '../api/queries.js';
import { statuses } from '../status/status.js';
import { clockTime, duration, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useNow } from './clock.js';
import { useLive } from './live.js';

/** Says since when nothing new is shown, as long as that is so. */
export function NotLive() {
  const { state, since, retryAt, retry } = useLive();
  const { person, settings } = useSession();
  const zone = useZone(sitesOf(person)[0]);
  useNow(1_000);
  if (state !== 'lost') return null;
  const from = journeyTimeAt(settings.clock, since);
  const seconds = Math.max(0, Math.ceil(((retryAt ?? 0) - Date.now()) / 1_000));
  const { icon: Icon } = statuses['not-live'];
  return (
    <div className="not-live" role="alert">
      <Icon size={20} className="tone-due" aria-hidden />
      <p>
        <b>
          {texts.live.lost(
            `${clockTime(from, zone)} ${zoneName(from, zone)}`,
            duration(Date.now() - since),
          )}
        </b>
        <br />
        {texts.live.retry(seconds)}
      </p>
      <Button onClick={retry}>{texts.live.tryNow}</Button>
    </div>
  );
}
