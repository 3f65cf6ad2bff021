import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { UserManager } from 'oidc-client-ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../access/session.js';
import { readSettings } from '../access/settings.js';
import { signInWith } from '../access/sign-in.js';
import { isSignatureWindow } from '../access/step-up.js';
import { ProblemError } from '../api/problem.js';
import { cssVariables, theme } from '../look/theme.js';
import { ClockProvider } from './clock.js';
import { LiveProvider } from './live.js';
import { router } from './router.js';
import { SignInScreen, UnreachableScreen } from './sign-in-screen.js';

const staleMs = 15_000;
const retries = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: staleMs,
      // What is refused stays refused; what was not reached is asked again.
      retry: (count, error) =>
        count < retries &&
        (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500),
    },
  },
});

/** Shows the page in the document: the screens to who is signed in, the way in to everybody else. */
export async function showPage(): Promise<void> {
  if (isSignatureWindow()) return;
  const root = createRoot(document.getElementById('page') ?? document.body);
  const show = (content: React.ReactNode): void =>
    root.render(
      <StrictMode>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
        >
          {content}
        </MantineProvider>
      </StrictMode>,
    );
  try {
    const settings = await readSettings();
    const manager = signInWith(settings);
    const { user, hasFailed } = await returned(manager, settings.identity.redirectPath);
    show(
      <ClockProvider clock={settings.clock}>
        <SessionProvider
          manager={manager}
          settings={settings}
          first={user}
          otherwise={<SignInScreen manager={manager} hasFailed={hasFailed} />}
        >
          <QueryClientProvider client={queries}>
            <LiveProvider>
              <RouterProvider router={router} />
            </LiveProvider>
          </QueryClientProvider>
        </SessionProvider>
      </ClockProvider>,
    );
  } catch {
    show(<UnreachableScreen />);
  }
}

/** Who is signed in: as the provider has just said, or from before. */
async function returned(manager: UserManager, redirectPath: string) {
  if (location.pathname !== redirectPath)
    return { user: await manager.getUser(), hasFailed: false };
  try {
    const user = await manager.signinCallback();
    const wanted = typeof user?.state === 'string' ? user.state : '/';
    history.replaceState(null, '', wanted);
    return { user: user ?? null, hasFailed: false };
  } catch {
    history.replaceState(null, '', '/');
    return { user: await manager.getUser(), hasFailed: true };
  }
}
