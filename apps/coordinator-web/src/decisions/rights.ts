import { decisionRule } from '#domain/decisions/decision-table.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import type { Status } from '../api/queries.js';

/** Whether somebody may take a decision: yes, or the roles it needs; undefined for what is no decision. */
export type Right = true | readonly string[] | undefined;

/** Whether the person may take each decision at a journey, as far as roles go. */
export function useMay({ sites }: Pick<Status, 'sites'>): (type: string) => Right {
  const { person } = useSession();
  const held = rolesAt(person, Object.values(sites));
  return (type) => {
    const rule = decisionRule(type);
    if (rule === undefined) return undefined;
    return rule.roles.some((role) => held.includes(role)) || rule.roles;
  };
}
