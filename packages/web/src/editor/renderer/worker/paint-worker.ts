/** The worker that paints the canvas: takes what has happened, and shows it on the canvas it was given. */
import type { FromWorker, ToWorker } from './ground-messages.ts'
import { createPaintLoop, type PaintLoop } from './paint-loop.ts'
import { createWindowPicture } from './window-picture.ts'
import { loadFonts, workerFonts } from './worker-fonts.ts'
import { createWorkerPictures } from './worker-pictures.ts'
import { createWorkerScene } from './worker-scene.ts'
import { createWorkerTiles } from './worker-tiles.ts'

const post = (message: FromWorker): void => self.postMessage(message)
const pictures = createWorkerPictures((assetId) => post({ kind: 'wanted', assetId }))
/** What comes before the fonts are there waits for them. */
let begun: Promise<PaintLoop> | null = null

async function begin({ canvas, theme, fonts }: ToWorker & { kind: 'begin' }): Promise<PaintLoop> {
  const scene = createWorkerScene(pictures.cache.picture)
  scene.setTheme(theme)
  const tiles = createWorkerTiles(scene)
  const window = createWindowPicture(canvas, { scene, tiles })
  const loop = createPaintLoop({ scene, tiles, window, pictures, post })
  const set = workerFonts()
  if (set !== null) await loadFonts(set, fonts, loop.readAnew)
  return loop
}

function take(message: ToWorker): void {
  switch (message.kind) {
    case 'begin':
      begun = begin(message)
      // The page hears of errors, not of promises.
      begun.catch(reportError)
      break
    case 'news':
      begun?.then((loop) => loop.take(message)).catch(reportError)
      break
    case 'file':
      pictures.take(message.assetId, message.file)
      break
    case 'warm':
      pictures.warm(message.assetId, message.widthPixels)
      break
    case 'ping':
      void begun?.then((loop) => loop.answer())
      break
    case 'seen':
      void begun?.then((loop) => loop.seen())
      break
    case 'retry':
      pictures.cache.retryFailed()
      break
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data))
