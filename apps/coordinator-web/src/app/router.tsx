import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
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
  component: lazyRouteComponent(() => import('../worklist/worklist-screen.js'), 'WorklistScreen'),
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

const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  component: lazyRouteComponent(
    () => import('../enrolment/enrolment-screen.js'),
    'EnrolmentScreen',
  ),
});

const views = () => import('../views/journey-view-screen.js');

const quality = createRoute({
  getParentRoute: () => root,
  path: '/quality',
  component: lazyRouteComponent(views, 'QualityScreen'),
});

const logistics = createRoute({
  getParentRoute: () => root,
  path: '/logistics',
  component: lazyRouteComponent(views, 'LogisticsScreen'),
});

const followUp = createRoute({
  getParentRoute: () => root,
  path: '/follow-up',
  component: lazyRouteComponent(views, 'FollowUpScreen'),
});

const reference = createRoute({
  getParentRoute: () => root,
  path: '/reference',
  component: lazyRouteComponent(
    () => import('../reference/reference-screen.js'),
    'ReferenceScreen',
  ),
});

const handover = createRoute({
  getParentRoute: () => root,
  path: '/hand-over',
  component: lazyRouteComponent(() => import('../handover/handover-screen.js'), 'HandoverScreen'),
});

const insight = createRoute({
  getParentRoute: () => root,
  path: '/insight',
  component: lazyRouteComponent(() => import('../insight/insight-screen.js'), 'InsightScreen'),
});

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  component: lazyRouteComponent(
    () => import('../operations/operations-screen.js'),
    'OperationsScreen',
  ),
});

const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  component: lazyRouteComponent(
    () => import('../administration/administration-screen.js'),
    'AdministrationScreen',
  ),
});

/** Every screen at its address. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    journeys,
    journey,
    enrol,
    quality,
    logistics,
    followUp,
    reference,
    handover,
    insight,
    operations,
    administration,
  ]),
  defaultPreload: 'intent',
});
