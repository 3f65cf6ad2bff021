import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { escaped, framed } from './page-frame.js';

/** Asks whoever wants to leave, with the form that the provider made. */
export function sendSignOut(context: KoaContextWithOIDC, form: string): void {
  context.body = framed(
    'Sign out',
    `<h1>Sign out?</h1>
     <p>Whatever was not sent on this screen is lost.</p>
     ${form}
     <button autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
     <button type="submit" form="op.logoutForm">Stay signed in at this provider</button>`,
  );
}

/** Says why a sign-in did not work, without repeating what was sent. */
export function sendFault(context: KoaContextWithOIDC, { error }: ErrorOut): void {
  context.type = 'html';
  context.body = framed(
    'Not signed in',
    `<h1>That did not work</h1>
     <p>Nobody was signed in (<code>${escaped(error)}</code>). Go back to the page you came from and sign in again.</p>`,
  );
}
