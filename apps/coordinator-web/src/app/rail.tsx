import { Menu } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { initials, rolesOf } from '../access/person.js';
import { useSession } from '../access/session.js';
import { roleName, siteName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { useTasks } from '../worklist/tasks.js';
import { Brand } from './brand.js';
import type { Screen } from './screens.js';

/** The screens, with words, and who is signed in. */
export function Rail({ screens }: { readonly screens: readonly Screen[] }) {
  return (
    <nav className="rail" aria-label={texts.brand}>
      <Link to="/" className="brand" aria-label={texts.brand}>
        <Brand />
        <span>{texts.brand}</span>
      </Link>
      <div className="rail-links">
        {screens.map(({ path, name, icon: Icon }) => (
          <Link
            key={path}
            to={path}
            className="rail-link"
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ exact: path === '/' }}
          >
            <Icon size={19} stroke={1.75} aria-hidden />
            {name}
            {path === '/' && <Waiting />}
          </Link>
        ))}
      </div>
      <PersonMenu />
    </nav>
  );
}

/** How much waits for the person. */
function Waiting() {
  const { data } = useTasks({});
  const [first] = data?.pages ?? [];
  if (first === undefined || first.items.length === 0) return null;
  return <span className="count">{first.items.length}</span>;
}

function PersonMenu() {
  const { person, signOut } = useSession();
  const everyRole = rolesOf(person).map(roleName).join(', ');
  return (
    <Menu position="top-start">
      <Menu.Target>
        <button type="button" className="rail-person">
          <span className="initials" aria-hidden>
            {initials(person.name)}
          </span>
          <span className="rail-person-words small">
            <span className="strong">{person.name}</span>
            <br />
            <span className="quiet">{everyRole}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.account.roles}</Menu.Label>
        {Object.entries(person.roles).map(([site, roles]) => (
          <Menu.Label key={site}>
            {site === '*' ? '' : `${siteName(site)}: `}
            {roles.map(roleName).join(', ')}
          </Menu.Label>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {texts.account.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
