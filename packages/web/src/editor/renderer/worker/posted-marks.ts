import { createMarksPicture, type Marks, type MarksPlace } from '../marks-picture.ts'
import type { PaintContext } from '../paint-context.ts'
import type { TileView } from '../tile-engine.ts'
import type { MarksNews } from './ground-messages.ts'

/** Marks are painted by the page, which knows them, and handed to the worker, which shows them. */
export interface PostedMarks {
  set(marks: Marks | null): void
  setView(view: TileView): void
  /** What the worker is to show from now on; undefined if that is what it shows. */
  news(): MarksNews | null | undefined
}

export function createPostedMarks(): PostedMarks {
  const aside = new OffscreenCanvas(1, 1)
  const context: PaintContext | null = aside.getContext('2d')
  if (context === null) throw new Error('This browser gives no 2D canvas')
  const picture = createMarksPicture({
    context,
    clear({ width, height }) {
      aside.width = width
      aside.height = height
    },
    handOver: () => undefined,
  })
  let isSet = false
  let shown: MarksPlace | null = null
  return {
    set(marks) {
      picture.set(marks)
      isSet = marks !== null
    },
    setView: picture.setView,
    news() {
      const place = isSet ? picture.frame() : null
      // Out of view they stay with the worker, which has their only picture.
      if (place === shown || (isSet && place === null)) return undefined
      shown = place
      if (place === null) return null
      const { left, top, scale } = place
      return { left, top, scale, image: aside.transferToImageBitmap() }
    },
  }
}
