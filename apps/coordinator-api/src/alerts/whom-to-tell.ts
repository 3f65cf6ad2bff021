import type { AlertChannelName, RaisedAlert, Told } from '#register/alert-pages.js';
import type { OnCallPerson } from '#register/on-call-lists.js';

const everybody = 3;

/** Those of an on-call list whom a step of an alert is for: the first, the next, then all. */
export function calledOn(
  people: readonly OnCallPerson[],
  { level }: Pick<RaisedAlert, 'level'>,
): readonly OnCallPerson[] {
  if (level >= everybody) return people;
  const one = people[level - 1] ?? people.at(-1);
  return one === undefined ? [] : [one];
}

/**
 * How they are told: what harms at once by every way there is, what can wait for the day by mail alone, what is only planned
 * not at all.
 */
export function waysTo(
  people: readonly OnCallPerson[],
  { severity }: Pick<RaisedAlert, 'severity'>,
  channels: readonly AlertChannelName[],
): readonly Told[] {
  return people.flatMap(({ name, phone, email }) => {
    const addresses: Readonly<Record<AlertChannelName, string | undefined>> = {
      mail: severity === 'planned' ? undefined : email,
      webhook: severity === 'immediate' ? phone : undefined,
    };
    return channels.flatMap((channel) => {
      const address = addresses[channel];
      return address === undefined ? [] : [{ channel, recipient: name, address }];
    });
  });
}
