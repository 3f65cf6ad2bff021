import { OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { providerSettings } from './sign-in.js';
import type { PageSettings } from './settings.js';

const prefix = 'signature.';
const answerKey = 'signature-answer';
/** As long as the API accepts a confirmation. */
const longestMs = 120_000;
const windowFeatures = 'popup,width=480,height=640';

/** Why nobody confirmed who they are. */
export type StepUpFailure = 'blocked' | 'given-up' | 'refused';

/** A confirmation that did not come. */
export class StepUpError extends Error {
  readonly reason: StepUpFailure;

  constructor(reason: StepUpFailure) {
    super(`Nobody confirmed: ${reason}`);
    this.name = 'StepUpError';
    this.reason = reason;
  }
}

function client(settings: PageSettings): OidcClient {
  return new OidcClient({
    ...providerSettings(settings),
    scope: 'openid',
    // The window in which somebody confirms is another one: both see the same store.
    stateStore: new WebStorageStateStore({ store: localStorage, prefix }),
  });
}

/**
 * Asks whoever stands at the screen to confirm who they are, for this one record.
 * Resolves to the identity token whose nonce is the record's hash. @throws StepUpError
 */
export async function confirmIdentity(
  settings: PageSettings,
  signedHash: string,
  signal: AbortSignal,
): Promise<string> {
  const asked = client(settings);
  const request = await asked.createSigninRequest({
    nonce: signedHash,
    max_age: 0,
    prompt: 'login',
    request_type: 'si:r',
  });
  if (window.open(request.url, '_blank', windowFeatures) === null) throw new StepUpError('blocked');
  const url = await answered(request.state.id, signal);
  try {
    const response = await asked.processSigninResponse(url);
    if (response.id_token === undefined) throw new StepUpError('refused');
    return response.id_token;
  } catch (error) {
    if (error instanceof StepUpError) throw error;
    throw new StepUpError('refused');
  }
}

/** The two windows share a store, whatever keeps them from holding on to each other. */
function answered(state: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
    const onAnswer = ({ key, newValue }: StorageEvent): void => {
      if (key !== answerKey || newValue === null) return;
      if (new URL(newValue).searchParams.get('state') !== state) return;
      localStorage.removeItem(answerKey);
      window.removeEventListener('storage', onAnswer);
      resolve(newValue);
    };
    window.addEventListener('storage', onAnswer);
    ended.addEventListener('abort', () => {
      window.removeEventListener('storage', onAnswer);
      reject(new StepUpError('given-up'));
    });
  });
}

/** Whether the provider has sent this window back for a signature; if so it tells who asked, and closes. */
export function isSignatureWindow(): boolean {
  const state = new URLSearchParams(location.search).get('state');
  if (state === null || localStorage.getItem(`${prefix}${state}`) === null) return false;
  localStorage.setItem(answerKey, location.href);
  window.close();
  return true;
}
