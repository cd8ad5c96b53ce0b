/** The worker that paints the canvas: takes what has happened, and sends tiles. */
import type { FromWorker, ToWorker } from './ground-messages.ts'
import { createTileSender } from './tile-sender.ts'
import { loadFonts, workerFonts } from './worker-fonts.ts'
import { createWorkerPictures } from './worker-pictures.ts'
import { createWorkerScene } from './worker-scene.ts'

const post = (message: FromWorker, transfer: readonly Transferable[]): void =>
  self.postMessage(message, { transfer: [...transfer] })

const pictures = createWorkerPictures((assetId) => post({ kind: 'wanted', assetId }, []))
const scene = createWorkerScene(pictures, () => sender.spoiled())
const sender = createTileSender(scene, pictures, post)

/** What comes before the fonts are there waits for them. */
let begun: Promise<void> = Promise.resolve()

function begin({ theme, fonts }: ToWorker & { kind: 'begin' }): void {
  scene.setTheme(theme)
  const set = workerFonts()
  if (set === null) return
  begun = loadFonts(set, fonts, () => {
    scene.forgetWidths()
    sender.spoiled()
  })
}

function take(message: ToWorker): void {
  switch (message.kind) {
    case 'begin':
      begin(message)
      break
    case 'news':
      void begun.then(() => sender.take(message))
      break
    case 'file':
      pictures.take(message.assetId, message.file)
      break
    case 'warm':
      pictures.warm(message.assetId, message.widthPixels)
      break
    case 'ping':
      sender.answer()
      break
    case 'retry':
      pictures.cache.retryFailed()
      break
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data))
