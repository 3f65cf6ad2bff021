import { Button } from '@mantine/core';
import type { UserManager } from 'oidc-client-ts';
import { texts } from '../words/texts.js';
import { Brand } from './brand.js';

const { signIn: words } = texts;

/** The way in. */
export function SignInScreen({
  manager,
  hasFailed,
}: {
  readonly manager: UserManager;
  readonly hasFailed: boolean;
}) {
  const signIn = (): void =>
    void manager.signinRedirect({ state: `${location.pathname}${location.search}` });
  return (
    <Entrance title={words.title}>
      {hasFailed && (
        <p role="alert" className="tone-overdue strong">
          {words.failed}
        </p>
      )}
      <p className="secondary">{words.says}</p>
      <Button variant="filled" size="md" onClick={signIn} data-autofocus autoFocus>
        {words.button}
      </Button>
    </Entrance>
  );
}

/** What stands here when not even the settings of the page came. */
export function UnreachableScreen() {
  return (
    <Entrance title={words.unreachable}>
      <Button variant="filled" onClick={() => location.reload()}>
        {words.again}
      </Button>
    </Entrance>
  );
}

function Entrance({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <main className="sign-in">
      <div className="card sign-in-card">
        <span className="tone-accent">
          <Brand />
        </span>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
