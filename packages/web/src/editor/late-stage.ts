import type { Editor } from './editor.ts'
import type { MountedStage } from './mount-stage.ts'
import type { SceneRenderer } from './renderer/scene-renderer.ts'
import { startWorkerGround } from './renderer/worker/start-worker-ground.ts'

/** `?bench=1`: the page is measured, and lets itself be looked at. */
const isMeasured = (): boolean => new URLSearchParams(window.location.search).has('bench')

/** What a stage does not need in the first moment. */
export function completeStage(
  renderer: SceneRenderer,
  options: { readonly editor: Editor; readonly stage: MountedStage; wake(): void },
): void {
  const { editor, stage, wake } = options
  startWorkerGround(renderer, editor, wake)
  if (isMeasured())
    void import('./render-bench-page.ts').then(({ showToBench }) => showToBench(editor, stage))
}
