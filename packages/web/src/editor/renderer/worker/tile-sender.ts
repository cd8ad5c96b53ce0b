import type { TileView } from '../tile-engine.ts'
import { isInRange } from '../tile-range.ts'
import type { FromWorker, GroundNews, PaintedOverview, PaintedTile } from './ground-messages.ts'
import type { WorkerPictures } from './worker-pictures.ts'
import { tileKey, type WorkerScene } from './worker-scene.ts'

/** While the zoom moves there is nothing to paint, only to see whether it has come to rest. */
const zoomLookMs = 16
/** The overview is brought up to date when nothing has come for a while; the first one is painted at once. */
const overviewDelayMs = 1_500

export interface TileSender {
  take(news: GroundNews): void
  /** Something looks different though the page has sent nothing. */
  spoiled(): void
  /** Says that it is alive. */
  answer(): void
}

const sameSize = (a: TileView, b: TileView | undefined): boolean =>
  a.width === b?.width && a.height === b.height && a.pixelRatio === b.pixelRatio

async function copyOf(image: CanvasImageSource): Promise<ImageBitmap> {
  if (!(image instanceof OffscreenCanvas)) throw new Error('a tile of the worker is an OffscreenCanvas')
  return createImageBitmap(image)
}

/** Paints in goes, between which it listens, and sends the page what it does not have. */
export function createTileSender(
  scene: WorkerScene,
  pictures: WorkerPictures,
  post: (message: FromWorker, transfer: readonly Transferable[]) => void,
): TileSender {
  const turn = new MessageChannel()
  let due = false
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What has been taken, and what all tiles show. */
  let takenSeq = 0
  let shownSeq = 0
  let look: GroundNews['look']
  /** Tiles of a scale that the page has. */
  let sent = new Set<string>()
  let sentScale = 0
  let overviewTimer: ReturnType<typeof setTimeout> | undefined
  let overviewIs: 'sent' | 'old' | 'painted' = 'old'
  let hasOverview = false

  const paintSoon = (): void => {
    clearTimeout(timer)
    if (due) return
    due = true
    turn.port2.postMessage(null)
  }

  const spoilOverview = (): void => {
    clearTimeout(overviewTimer)
    overviewIs = 'old'
  }

  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(paintSoon, ms)
  }

  const newTiles = async (scale: number): Promise<PaintedTile[]> => {
    const changed = scene.takeChanged()
    if (scale !== sentScale) {
      const placed = scene.placements()
      if (placed.length === 0) return []
      sent = new Set()
      sentScale = scale
    }
    const missing = scene
      .placements()
      .filter((tile) => changed.has(tileKey(tile)) || !sent.has(tileKey(tile)))
    for (const tile of missing) sent.add(tileKey(tile))
    // Changed, but not in view now: the page must not take its old picture for good.
    for (const key of changed) if (!missing.some((tile) => tileKey(tile) === key)) sent.delete(key)
    return Promise.all(
      missing.map(async ({ column, row, image }) => ({ column, row, image: await copyOf(image) })),
    )
  }

  const newOverview = async (): Promise<PaintedOverview | null> => {
    overviewIs = 'sent'
    const picture = scene.overview.picture()
    hasOverview = picture !== null
    return picture === null ? null : { ...picture, image: await copyOf(picture.image) }
  }

  const workOnOverview = (): void => {
    if (scene.overview.work()) {
      overviewTimer = setTimeout(workOnOverview, 0)
      return
    }
    overviewIs = 'painted'
    paintSoon()
  }

  const go = async (): Promise<void> => {
    due = false
    if (look === undefined) return
    await pictures.whenWarm()
    const seq = takenSeq
    const { view } = look
    const { more, complete } = scene.paint()
    const scale = view.zoom * view.pixelRatio
    const tiles = await newTiles(scale)
    const overview = overviewIs === 'painted' ? await newOverview() : undefined
    const ackSeq = complete ? seq : shownSeq
    if (tiles.length > 0 || ackSeq > shownSeq || overview !== undefined) {
      shownSeq = ackSeq
      const images = tiles.map(({ image }) => image)
      if (overview != null) images.push(overview.image)
      post(
        { kind: 'frame', seq: shownSeq, scale, tiles, ...(overview === undefined ? {} : { overview }) },
        images,
      )
    }
    if (due) return
    if (more) {
      if (tiles.length > 0 || complete) paintSoon()
      else later(zoomLookMs)
    } else if (overviewIs === 'old') {
      clearTimeout(overviewTimer)
      overviewTimer = setTimeout(workOnOverview, hasOverview ? overviewDelayMs : 0)
    }
  }

  const step = async (): Promise<void> => {
    if (busy) return
    busy = true
    await go()
    busy = false
    if (due) turn.port2.postMessage(null)
  }
  turn.port1.onmessage = () => void step()

  return {
    take(news) {
      scene.take(news)
      takenSeq = news.seq
      const resized = news.look !== undefined && !sameSize(news.look.view, look?.view)
      if (news.look !== undefined) {
        look = news.look
        const { keep } = news.look
        if (keep.scale === sentScale) {
          for (const key of sent) {
            const [column = 0, row = 0] = key.split(',').map(Number)
            if (!isInRange(keep, column, row)) sent.delete(key)
          }
        }
      }
      if (news.shapes !== undefined || news.theme !== undefined || resized) spoilOverview()
      paintSoon()
    },
    answer: () => post({ kind: 'frame', seq: shownSeq, scale: sentScale, tiles: [] }, []),
    spoiled() {
      spoilOverview()
      paintSoon()
    },
  }
}
