import { activityRoutes } from './activity/activity-routes.ts'
import { assetRoutes } from './assets/asset-routes.ts'
import { mergeRoutes } from './auth/merge-routes.ts'
import { profileRoutes } from './auth/profile-routes.ts'
import { resetRoutes } from './auth/reset-routes.ts'
import { signInRoutes } from './auth/sign-in-routes.ts'
import { canvasRoutes } from './canvases/canvas-routes.ts'
import { duplicateRoutes } from './canvases/duplicate-routes.ts'
import { myCanvasesRoutes } from './canvases/my-canvases-routes.ts'
import { commentRoutes } from './comments/comment-routes.ts'
import { messageRoutes } from './comments/message-routes.ts'
import type { Deps } from './deps.ts'
import { checkpointRoutes } from './history/checkpoint-routes.ts'
import { compareRoutes } from './history/compare-routes.ts'
import { rewindRoutes } from './history/rewind-routes.ts'
import { timelineRoutes } from './history/timeline-routes.ts'
import { healthRoutes } from './http/health-routes.ts'
import type { Route } from './http/route.ts'
import { operationRoutes } from './log/operation-routes.ts'
import { stateRoutes } from './log/state-routes.ts'
import { pictureRoutes } from './pictures/picture-routes.ts'
import { exchangeRoutes } from './sharing/exchange-routes.ts'
import { shareRoutes } from './sharing/share-routes.ts'
import { memberRoutes } from './workspaces/member-routes.ts'
import { workspaceRoutes } from './workspaces/workspace-routes.ts'

/** Every route there is, each with who may call it (AC4). */
export function allRoutes(deps: Deps, isReady: () => boolean): readonly Route[] {
  return [
    ...signInRoutes(deps),
    ...profileRoutes(deps),
    ...mergeRoutes(deps),
    ...resetRoutes(deps),
    ...workspaceRoutes(deps),
    ...memberRoutes(deps),
    ...canvasRoutes(deps),
    ...duplicateRoutes(deps),
    ...myCanvasesRoutes(deps),
    ...assetRoutes(deps),
    ...commentRoutes(deps),
    ...messageRoutes(deps),
    ...shareRoutes(deps),
    ...exchangeRoutes(deps),
    ...operationRoutes(deps),
    ...stateRoutes(deps),
    ...pictureRoutes(deps),
    ...rewindRoutes(deps),
    ...checkpointRoutes(deps),
    ...timelineRoutes(deps),
    ...compareRoutes(deps),
    ...activityRoutes(deps),
    ...healthRoutes(deps, isReady),
  ]
}
