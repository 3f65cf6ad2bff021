import {
  ActionIcon,
  TextInput,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconHelp, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { sitesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { useSites } from '../api/queries.js';
import { StatusWord } from '../status/status-word.js';
import { clockTime, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useNow } from './clock.js';
import { Key, useKeys } from './keys.js';
import { useLive } from './live.js';

/** Search, the clocks of the person's sites, whether the page is live, colours, keys. */
export function Header({ onHelp }: { readonly onHelp: () => void }) {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const { lettersAct } = useKeys();
  useHotkeys(lettersAct ? [['shift+?', onHelp]] : []);
  return (
    <header className="header">
      <Search />
      <div className="header-end">
        <SiteClocks />
        <LiveMark />
        <ActionIcon
          onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
          aria-label={scheme === 'dark' ? texts.theme.toLight : texts.theme.toDark}
          color="gray"
        >
          {scheme === 'dark' ? <IconMoon size={19} /> : <IconSun size={19} />}
        </ActionIcon>
        <ActionIcon onClick={onHelp} aria-label={texts.help} color="gray">
          <IconHelp size={19} />
        </ActionIcon>
      </div>
    </header>
  );
}

function Search() {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const q = field.current?.value.trim() ?? '';
    void navigate({ to: '/journeys', search: q === '' ? {} : { q } });
  };
  return (
    <form onSubmit={search} role="search" className="header-search">
      <TextInput
        ref={field}
        type="search"
        aria-label={texts.search.label}
        placeholder={texts.search.label}
        leftSection={<IconSearch size={17} />}
        rightSection={<Key>/</Key>}
        onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
      />
    </form>
  );
}

const shownClocks = 2;

function SiteClocks() {
  const { person } = useSession();
  const { data = [] } = useSites();
  const now = useNow(1_000);
  const own = sitesOf(person);
  const sites = data.filter(({ id }) => own.length === 0 || own.includes(id)).slice(0, shownClocks);
  return sites.map(({ id, name, zone }) => (
    <span key={id} className="site-clock">
      {name.split(' ')[0]} <b>{clockTime(now, zone)}</b> {zoneName(now, zone)}
    </span>
  ));
}

function LiveMark() {
  const { state } = useLive();
  if (state === 'lost') return <StatusWord status="not-live" />;
  return (
    <span
      className={state === 'live' ? 'word strong small tone-met' : 'word small quiet'}
      role="status"
    >
      {state === 'live' && <span className="live-dot" aria-hidden />}
      {state === 'live' ? texts.live.live : texts.live.connecting}
    </span>
  );
}
