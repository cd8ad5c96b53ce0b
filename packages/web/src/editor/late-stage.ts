import type { Editor } from './editor.ts'
import type { PaintedStage } from './render-bench-page.ts'
import type { SceneRenderer } from './renderer/scene-renderer.ts'

/** Whether a worker paints where nothing else is asked for. */
const workerByDefault = false

const asked = (name: string): string | null => new URLSearchParams(window.location.search).get(name)

/** `?renderer=worker` has a worker paint where the browser can, `?renderer=main` never. */
const isForWorker = (): boolean =>
  asked('renderer') === 'worker' || (workerByDefault && asked('renderer') !== 'main')

/** `?bench=1`: the page is measured, and lets itself be looked at. */
const isMeasured = (): boolean => asked('bench') !== null

/** What a stage does not need in the first moment. */
export function completeStage(
  renderer: SceneRenderer,
  options: { readonly editor: Editor; readonly stage: PaintedStage; isMounted(): boolean; wake(): void },
): void {
  const { editor, stage, isMounted, wake } = options
  if (isForWorker()) {
    void import('./renderer/worker/start-worker-ground.ts')
      .then(({ startWorkerGround }) => isMounted() && startWorkerGround(renderer, editor, wake))
      // Without it the page goes on painting.
      .catch(() => undefined)
  }
  if (isMeasured())
    void import('./render-bench-page.ts').then(({ showToBench }) => showToBench(editor, stage))
}
