/** What a command says; one that is not good ends the process with 1. */
export type Answer = { readonly text: string; readonly isGood: boolean };
