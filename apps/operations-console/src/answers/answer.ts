/** What a command says, to people and to programs; one that is not good ends the process with 1. */
export type Answer = {
  readonly text: string;
  readonly json: unknown;
  readonly isGood?: boolean;
};

/** Takes what a command says, in the shape it was asked for. */
export type Present = (answer: Promise<Answer>, shape: { readonly json: boolean }) => Promise<void>;
