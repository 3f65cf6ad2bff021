import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';

/** Where the publications of a replayed run go, in the order in which it asks for them. */
export type PublicationSinks = Sinks & { readonly publications: { asked(text: string): void } };

const { publications } = proxySinks<PublicationSinks>();

/** Tells every publication that workflow code asks for: replay itself compares only that one is asked for. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        if (input.activityType === 'publishJournal') {
          publications.asked(JSON.stringify(input.args[0]));
        }
        return next(input);
      },
    },
  ],
});
