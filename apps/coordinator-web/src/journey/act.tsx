import { createContext, use } from 'react';

/** What somebody is about to do at a journey. */
export type Act =
  | {
      readonly kind: 'decide';
      readonly type: string;
      readonly basis?: string | undefined;
      readonly data?: Readonly<Record<string, unknown>>;
      /** Whether the data stands already, because a first person has signed it. */
      readonly isSecond?: boolean;
    }
  | { readonly kind: 'record'; readonly type?: string };

const ActContext = createContext<(act: Act) => void>(() => undefined);

/** Gives what is below it a way to open the panel of a decision or a fact. */
export const ActProvider = ActContext;

/** Opens the panel of a decision or a fact beside the journey. */
export function useAct(): (act: Act) => void {
  return use(ActContext);
}
