import type { JWK } from 'jose';
import {
  type Account as ProviderAccount,
  type Configuration,
  interactionPolicy,
  Provider,
} from 'oidc-provider';
import { accounts } from './accounts.js';
import { tokenAlgorithm } from './key-pair.js';
import { ShortMemory } from './short-memory.js';
import { sendFault, sendSignOut } from './provider-pages.js';

/** What the provider is made of: what it calls itself, whom its tokens are for, and what it signs them with. */
export type ProviderSettings = {
  readonly issuer: string;
  readonly audience: string;
  /** The client that the coordinators' page is. */
  readonly clientId: string;
  readonly key: JWK;
  /** Keeps cookies from being forged. */
  readonly cookieSecret: string;
};

const accessSeconds = 3_600;
const shiftSeconds = 14 * 3_600;
// As an institution's own resource server would be named; the tokens carry the audience.
const apiResource = 'urn:v2v:api';
// The page is served from whichever port was free: of a native client’s loopback addresses the port is not compared.
const loopback = ['http://127.0.0.1', 'http://localhost'];

/** A real OpenID provider with authorization code and PKCE, for the accounts of the demonstration. */
export function openIdProvider(settings: ProviderSettings): Provider {
  return new Provider(settings.issuer, configurationOf(settings));
}

function configurationOf(settings: ProviderSettings): Configuration {
  const { audience, clientId, key, cookieSecret } = settings;
  return {
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: loopback.map((origin) => `${origin}/signed-in`),
        post_logout_redirect_uris: loopback.map((origin) => `${origin}/`),
        id_token_signed_response_alg: tokenAlgorithm,
        require_auth_time: true,
      },
    ],
    adapter: ShortMemory,
    jwks: { keys: [key] },
    cookies: { keys: [cookieSecret] },
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    // What the page and the signatures need is in the identity token itself.
    claims: { openid: ['sub', 'name', 'roles'] },
    conformIdTokenClaims: false,
    routes: {
      authorization: '/authorize',
      token: '/token',
      revocation: '/revoke',
      jwks: '/jwks',
      end_session: '/logout',
    },
    interactions: { policy: loginAlone(), url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, id) => accountOf(id),
    extraTokenClaims: (_context, token) => ('accountId' in token ? rolesOf(token.accountId) : {}),
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({
        ...(client === undefined ? {} : { clientId: client.clientId }),
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
      });
      grant.addOIDCScope('openid offline_access');
      grant.addResourceScope(apiResource, 'openid');
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => true,
    // The second person who signs at a screen does not end the work of the first.
    expiresWithSession: () => false,
    ttl: {
      AccessToken: accessSeconds,
      IdToken: accessSeconds,
      RefreshToken: shiftSeconds,
      Session: shiftSeconds,
      Grant: shiftSeconds,
      Interaction: accessSeconds,
      AuthorizationCode: 60,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: sendSignOut },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessSeconds,
          jwt: { sign: { alg: tokenAlgorithm } },
        }),
      },
    },
    clientBasedCORS: (_context, origin) => isLoopback(origin),
    renderError: sendFault,
  };
}

/** Nobody has to agree that the page of their own hospital learns who they are. */
function loginAlone(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

function isLoopback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return loopback.includes(`${protocol}//${hostname}`);
}

function accountOf(id: string): ProviderAccount | undefined {
  if (!accounts.some(({ account }) => account === id)) return undefined;
  return { accountId: id, claims: () => ({ sub: id, ...rolesOf(id) }) };
}

function rolesOf(id: string | undefined): Record<string, unknown> {
  const { name, roles } = accounts.find(({ account }) => account === id) ?? {};
  return { name, roles };
}
