import type { router } from './router.js';

declare module '@tanstack/react-router' {
  // Only an interface can be added to by others.
  interface Register {
    router: typeof router;
  }
}
