import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { nextSearch } from '../features/auth/next-path.ts'
import { CanvasDoor } from '../features/canvases/canvas-door.tsx'
import { latePart } from './late-part.ts'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(
    () => latePart(import('../features/home/not-found-page.tsx')),
    'NotFoundPage',
  ),
})

const canvases = createRoute({ getParentRoute: () => root, id: 'canvases', component: CanvasDoor })
const home = createRoute({ getParentRoute: () => canvases, path: '/' })
const canvas = createRoute({ getParentRoute: () => canvases, path: '/c/$canvasId' })
const canvasPages = canvases.addChildren([home, canvas])

const pages = createRoute({
  getParentRoute: () => root,
  id: 'pages',
  component: lazyRouteComponent(() => latePart(import('../features/home/home-frame.tsx')), 'HomeFrame'),
})

const recents = createRoute({
  getParentRoute: () => pages,
  path: '/home',
  component: lazyRouteComponent(() => latePart(import('../features/home/recents-page.tsx')), 'RecentsPage'),
})

const workspace = createRoute({
  getParentRoute: () => pages,
  path: '/w/$workspaceId',
  component: lazyRouteComponent(
    () => latePart(import('../features/workspaces/workspace-frame.tsx')),
    'WorkspaceFrame',
  ),
})

const workspaceCanvases = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: lazyRouteComponent(
    () => latePart(import('../features/workspaces/workspace-page.tsx')),
    'WorkspacePage',
  ),
})

const members = createRoute({
  getParentRoute: () => workspace,
  path: '/members',
  component: lazyRouteComponent(
    () => latePart(import('../features/workspaces/members-page.tsx')),
    'MembersPage',
  ),
})

const trash = createRoute({
  getParentRoute: () => workspace,
  path: '/trash',
  component: lazyRouteComponent(() => latePart(import('../features/workspaces/trash-page.tsx')), 'TrashPage'),
})

const homePages = pages.addChildren([recents, workspace.addChildren([workspaceCanvases, members, trash])])

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => latePart(import('../features/auth/sign-in-page.tsx')), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => latePart(import('../features/auth/register-page.tsx')), 'RegisterPage'),
})

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => latePart(import('../features/auth/forgot-page.tsx')), 'ForgotPage'),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => latePart(import('../features/auth/reset-page.tsx')), 'ResetPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(
    () => latePart(import('../features/account/account-page.tsx')),
    'AccountPage',
  ),
})

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$userId',
  component: lazyRouteComponent(() => latePart(import('../features/activity/person-page.tsx')), 'PersonPage'),
})

const accountRoutes = [signIn, register, forgot, reset, account, person]

export const router = createRouter({
  routeTree: root.addChildren([canvasPages, homePages, ...accountRoutes]),
})

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router
  }
}
