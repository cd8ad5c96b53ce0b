import { type Bounds, createTextRuler, type Theme } from '@flowstate/engine'
import { createTextMeasurer } from '../../measure-text.ts'
import type { ScenePaintOptions } from '../paint-region.ts'
import type { PictureLookup } from '../picture.ts'
import { createRoughRuler } from '../rough-ruler.ts'
import { createScene, type Scene } from '../scene.ts'
import type { ShapeNews } from './ground-messages.ts'
import { createShapeMirror } from './shape-mirror.ts'

/** The scene as the worker has it: its own shapes, index and rulers. */
export interface WorkerScene extends Scene {
  /** @returns the areas that no longer look right */
  take(news: ShapeNews): readonly Bounds[] | 'all'
  setTheme(theme: Theme): void
  /** Fonts have arrived: widths are others now, and nothing looks right. */
  readAnew(): void
  /** @param scale device pixels per canvas unit */
  paintOptions(scale: number): ScenePaintOptions
}

export function createWorkerScene(image: PictureLookup): WorkerScene {
  const mirror = createShapeMirror()
  const measurer = createTextMeasurer(new OffscreenCanvas(1, 1).getContext('2d'))
  const ruler = createTextRuler(measurer.measure)
  const roughRuler = createRoughRuler(measurer.measure)
  const scene = createScene(() => mirror.state, ruler, roughRuler)
  let theme: Theme = 'light'
  return {
    ...scene,
    take: (news) => scene.update(mirror.take(news)),
    setTheme(next) {
      theme = next
    },
    readAnew() {
      measurer.forget()
      ruler.reset()
      roughRuler.reset()
      scene.forgetWidths()
      scene.update('all')
    },
    paintOptions: (scale) => ({ scene, lookup: scene.lookup, ruler, theme, scale, image }),
  }
}
