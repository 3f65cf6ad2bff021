import { z } from 'zod';
import { instant } from './elements.schema.js';

/** What a page has to know before anybody has signed in. */
export const session = z.object({
  name: z.string(),
  version: z.string(),
  environment: z.enum(['production', 'training', 'demonstration']),
  now: instant.describe('journey time, which in a demonstration goes faster than the clock'),
  clock: z
    .object({ wallOrigin: instant, journeyOrigin: instant, scale: z.number() })
    .describe('journey time = journeyOrigin + (wall time − wallOrigin) × scale'),
  identity: z.object({
    issuer: z.string().describe('an OpenID provider: authorization code with PKCE'),
    clientId: z.string(),
    scope: z.string(),
    redirectPath: z.string().describe('where the provider sends people back to, at this origin'),
  }),
});
export type Session = z.infer<typeof session>;

/** Who is signed in, and what the roles allow at which sites. */
export const person = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z
    .record(z.string(), z.array(z.string()))
    .describe('roles by site; `*` stands for every site'),
  sites: z
    .array(z.object({ siteId: z.string(), roles: z.array(z.string()) }))
    .describe('every site at which the person has a role'),
  decisions: z
    .array(
      z.object({
        type: z.string(),
        signed: z.boolean(),
        persons: z.int(),
        meaning: z.string().nullable().describe('what a signature says; null where none is given'),
        sites: z.array(z.string()),
      }),
    )
    .describe('the decisions that a role of the person may take, and where'),
  temporal: z
    .object({ url: z.string(), namespace: z.string() })
    .nullable()
    .describe('where operations read the history of a journey'),
});
export type Person = z.infer<typeof person>;
