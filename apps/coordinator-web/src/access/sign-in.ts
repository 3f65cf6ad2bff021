import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { PageSettings } from './settings.js';

/** What both ways of asking the provider share. */
export function providerSettings({ identity }: PageSettings) {
  return {
    authority: identity.issuer,
    client_id: identity.clientId,
    redirect_uri: `${location.origin}${identity.redirectPath}`,
    response_type: 'code',
  } as const;
}

/** Signing in by the institution's provider, for as long as the window is open. */
export function signInWith(settings: PageSettings): UserManager {
  return new UserManager({
    ...providerSettings(settings),
    post_logout_redirect_uri: `${location.origin}/`,
    scope: settings.identity.scope,
    automaticSilentRenew: true,
    loadUserInfo: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'sign-in.' }),
  });
}
