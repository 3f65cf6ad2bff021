import { Outlet, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { rolesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { texts } from '../words/texts.js';
import { Footer } from './footer.js';
import { useGoTo } from './go-to.js';
import { Header } from './header.js';
import { KeyList } from './key-list.js';
import { KeysProvider, useKeys } from './keys.js';
import { NotLive } from './not-live.js';
import { Rail } from './rail.js';
import { screens } from './screens.js';

/** The frame around every screen. */
export function Shell() {
  return (
    <KeysProvider>
      <Frame />
    </KeysProvider>
  );
}

function Frame() {
  const { settings, person } = useSession();
  const { lettersAct } = useKeys();
  const navigate = useNavigate();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const open = useMemo(() => {
    const held = rolesOf(person);
    return screens.filter(
      ({ roles }) => roles === undefined || roles.some((role) => held.includes(role)),
    );
  }, [person]);
  const letters = useMemo(
    () => Object.fromEntries(open.map(({ letter, path }) => [letter, path])),
    [open],
  );
  useGoTo(letters, (path) => void navigate({ to: path }), lettersAct);

  const { environment } = settings;
  const isMarked = environment !== 'production';
  return (
    <div className={isMarked ? 'shell marked' : 'shell'}>
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <Rail screens={open} />
      <Header onHelp={() => setHelpOpen(true)} />
      {isMarked && (
        <div className="banner" role="note">
          {texts.watermark[environment]}
        </div>
      )}
      <main className="body" id="content" tabIndex={0}>
        <NotLive />
        <Outlet />
      </main>
      <Footer />
      <KeyList screens={open} isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
