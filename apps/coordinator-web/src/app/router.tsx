import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  Navigate,
} from '@tanstack/react-router';
import { journeySearch } from '../journeys/journey-search.js';
import { journeyTab } from '../journey/journey-tab.js';
import { Message } from '../states/states.js';
import { texts } from '../words/texts.js';
import { Shell } from './shell.js';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <Message
      title={texts.states.notFoundTitle}
      action={<Link to="/journeys">{texts.states.toJourneys}</Link>}
    />
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/journeys" replace />,
});

const journeys = createRoute({
  getParentRoute: () => root,
  path: '/journeys',
  validateSearch: journeySearch,
  component: lazyRouteComponent(() => import('../journeys/journeys-screen.js'), 'JourneysScreen'),
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$journeyId',
  validateSearch: journeyTab,
  component: lazyRouteComponent(() => import('../journey/journey-screen.js'), 'JourneyScreen'),
});

/** Every screen at its address. */
export const router = createRouter({
  routeTree: root.addChildren([home, journeys, journey]),
  defaultPreload: 'intent',
});
