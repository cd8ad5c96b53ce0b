import type { CanvasId } from '@flowstate/engine'
import { isUuid } from '@flowstate/engine'
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { CanvasPage } from '../features/canvases/canvas-page.tsx'
import { HomePage } from '../features/canvases/home-page.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: HomePage })

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })

const canvas = createRoute({
  getParentRoute: () => root,
  path: '/c/$canvasId',
  component: function CanvasRoute() {
    const { canvasId } = canvas.useParams()
    if (!isUuid(canvasId)) return <HomePage />
    return <CanvasPage key={canvasId} canvasId={canvasId as CanvasId} />
  },
})

export const router = createRouter({ routeTree: root.addChildren([home, canvas]) })

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router
  }
}
