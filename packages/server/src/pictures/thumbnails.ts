import { type CanvasId, svgSource, type Theme } from '@flowstate/engine'
import { AssetStoreUnavailable } from '../assets/asset-store.ts'
import type { Deps } from '../deps.ts'
import { openCurrent } from '../log/log-answers.ts'
import type { LogHead } from '../log/log-store.ts'
import type { PictureDrawer } from './draw-picture.ts'
import { embeddedImages } from './embedded-images.ts'
import { createPictureCache } from './picture-cache.ts'
import { createImageRepacker } from './repack-images.ts'

const cacheBytesMax = 32 * 1_048_576
const look = { frame: { width: 480, height: 300 }, padding: 16, bytesMax: 60_000 } as const
/** A list of two dozen canvases stays within a few megabytes. */
const imageBytesMax = 200_000
/** Larger pictures come as small ones: of a photograph a few dozen kilobytes are left. */
const repacking = { sideMax: 480, cacheBytesMax: 16 * 1_048_576 } as const
const smallerMax = 8
/** Raised whenever the same state would give another picture. */
const pictureVersion = 3

export interface Thumbnail {
  /** Null: its images could not be reached, so it is not to be kept. */
  readonly tag: string | null
  readonly svg: string
}

/** Pictures of heads, kept in memory until the canvas changes. */
export interface Thumbnails {
  /** What the picture of a head is called. */
  tagOf(head: LogHead, theme: Theme): string
  /** Null when the canvas is gone or in the trash. The canvas is opened only if there is no picture of this head yet. */
  get(head: LogHead, theme: Theme): Promise<Thumbnail | null>
}

/** A list of canvases with blank places is better than none. */
function blankWhenOutOfReach(error: unknown): null {
  if (error instanceof AssetStoreUnavailable) return null
  throw error
}

export function createThumbnails(deps: Deps, drawer: PictureDrawer): Thumbnails {
  const cache = createPictureCache(cacheBytesMax)
  const repacker = createImageRepacker(repacking)
  const drawing = new Map<string, Promise<Thumbnail | null>>()

  const tagOf = (head: LogHead, theme: Theme): string =>
    `${pictureVersion}-${theme}-${head.version}-${head.epoch}`

  const draw = async (canvasId: CanvasId, theme: Theme): Promise<Thumbnail | null> => {
    const canvas = await openCurrent(deps, canvasId)
    if (canvas === null) return null
    const tag = tagOf(canvas.head, theme)
    const source = svgSource(canvas.state)
    const budget = { bytesMax: imageBytesMax, repacker, smallerMax }
    const image = await embeddedImages(deps, { canvasId, source }, budget).catch(blankWhenOutOfReach)
    const svg = await drawer.draw(source, { ...look, theme, image: image ?? (() => null) })
    if (image === null) return { tag: null, svg }
    cache.put(`${canvasId} ${theme}`, tag, svg)
    return { tag, svg }
  }

  return {
    tagOf,
    async get(head, theme) {
      const tag = tagOf(head, theme)
      const { canvasId } = head
      const svg = cache.get(`${canvasId} ${theme}`, tag)
      if (svg !== undefined) return { tag, svg }
      const key = `${canvasId} ${tag}`
      const started = drawing.get(key)
      if (started !== undefined) return started
      const picture = draw(canvasId, theme).finally(() => drawing.delete(key))
      drawing.set(key, picture)
      return picture
    },
  }
}
