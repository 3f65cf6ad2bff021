import type { User, UserManager } from 'oidc-client-ts';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { authorise } from '../api/http.js';
import { type Person, personIn } from './person.js';
import type { PageSettings } from './settings.js';

/** Who works at the page, and where the page is. */
export type Session = {
  readonly settings: PageSettings;
  readonly person: Person;
  readonly token: string;
  readonly signOut: () => void;
};

const SessionContext = createContext<Session | null>(null);

/** The session of the person who is signed in. @throws Error outside of one */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('Nobody is signed in here.');
  return session;
}

/** Gives its children a session, or shows `otherwise` while nobody is signed in. */
export function SessionProvider({
  manager,
  settings,
  first,
  otherwise,
  children,
}: {
  readonly manager: UserManager;
  readonly settings: PageSettings;
  /** Who was signed in already when the page came. */
  readonly first: User | null;
  readonly otherwise: ReactNode;
  readonly children: ReactNode;
}) {
  const [user, setUser] = useState(first);
  useEffect(() => {
    const gone = (): void => setUser(null);
    manager.events.addUserLoaded(setUser);
    manager.events.addUserUnloaded(gone);
    manager.events.addAccessTokenExpired(gone);
    return () => {
      manager.events.removeUserLoaded(setUser);
      manager.events.removeUserUnloaded(gone);
      manager.events.removeAccessTokenExpired(gone);
    };
  }, [manager]);

  const session = useMemo(() => {
    if (user === null || user.expired === true) return null;
    authorise(
      () => user.access_token,
      () => setUser(null),
    );
    return {
      settings,
      person: personIn(user.access_token),
      token: user.access_token,
      signOut: () => void manager.signoutRedirect(),
    };
  }, [user, settings, manager]);

  return session === null ? otherwise : <SessionContext value={session}>{children}</SessionContext>;
}
