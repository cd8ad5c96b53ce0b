import { afterFirstMoment } from '../../../lib/after-first-moment.ts'
import type { Editor } from '../../editor.ts'
import type { SceneRenderer } from '../scene-renderer.ts'
import { createHandOver } from './hand-over.ts'
import { createWorkerGround } from './worker-ground.ts'

function canPaintBeside(): boolean {
  return (
    'Worker' in window &&
    'OffscreenCanvas' in window &&
    'transferControlToOffscreen' in HTMLCanvasElement.prototype
  )
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module' })
  } catch {
    return null
  }
}

/**
 * Has a worker paint from when it has painted what is seen. Where it cannot, or no longer can, the page paints.
 * @param wake asks for a frame
 */
export function startWorkerGround(renderer: SceneRenderer, editor: Editor, wake: () => void): void {
  if (!canPaintBeside()) return
  const worker = startWorker()
  if (worker === null) return
  const { images, port } = editor
  renderer.takeGround((current, place) =>
    createHandOver(current, place, (fail) =>
      createWorkerGround({
        worker,
        theme: place.theme,
        container: place.container,
        fail() {
          fail()
          wake()
        },
        images,
        port,
        wake,
        whenIdle: afterFirstMoment,
      }),
    ),
  )
  wake()
}
