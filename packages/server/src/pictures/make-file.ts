import { type CanvasId, canvasFile, svgSource, type Theme } from '@flowstate/engine'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import { openCurrent } from '../log/log-answers.ts'
import type { PictureDrawer } from './draw-picture.ts'
import { drawPixels } from './draw-pixels.ts'
import { picturesOf } from './export-pictures.ts'

/** What a canvas is to be made into. */
export type FileRequest = {
  readonly canvasId: CanvasId
  /** Version; the head unless told. */
  readonly at: number | undefined
} & (
  | { readonly format: 'svg'; readonly theme: Theme; readonly background: boolean }
  | { readonly format: 'png'; readonly theme: Theme; readonly background: boolean; readonly scale: number }
  | { readonly format: 'json'; readonly assets: boolean }
)

export interface MadeFile {
  readonly kind: 'made'
  readonly content: string | Uint8Array
  /** Letters, digits, dots and dashes only. */
  readonly name: string
}

/** Pixels of a picture at most: painted and packed they take a few hundred megabytes for a moment. */
const pixelsMax = 64_000_000

/** Width and height the writer has put first into its document. */
function sizeIn(svg: string): { readonly width: number; readonly height: number } {
  const [, width = '1', height = '1'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

/** Makes files of canvases: pixels one at a time, since each takes a core and a good deal of memory. */
export interface FileMaker {
  make(request: FileRequest): Promise<MadeFile | RefusedAnswer>
}

export function createFileMaker(deps: Deps, drawer: PictureDrawer): FileMaker {
  let last: Promise<unknown> = Promise.resolve()

  const pixels = (svg: string, scale: number): Promise<Uint8Array> => {
    const { width, height } = sizeIn(svg)
    const fitting = Math.min(scale, Math.sqrt(pixelsMax / (width * height)))
    const painted = last.then(() => drawPixels(svg, fitting))
    last = painted.catch(() => undefined)
    return painted
  }

  return {
    async make(request) {
      const { canvasId, at } = request
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const version = at ?? canvas.head.version
      const isHead = version === canvas.state.version
      const state = isHead ? canvas.state : await deps.logs.stateAt(canvasId, version)
      if (state === null) return refuse('version_beyond_head', { path: '/query/at' })
      const named = (content: string | Uint8Array, ending: string): MadeFile => {
        return { kind: 'made', content, name: `canvas-v${version}.${ending}` }
      }
      if (request.format === 'json') {
        const file = canvasFile(state, { canvasId })
        const assets = request.assets ? await picturesOf(deps, canvasId, file.shapes) : {}
        return named(JSON.stringify({ ...file, version, assets }), 'flowstate.json')
      }
      // Held still before anything is waited for: the state of the head moves on.
      const source = svgSource(state)
      const pictures = await picturesOf(deps, canvasId, [...state.shapes()])
      const { theme, background } = request
      const image = (assetId: string): string | null => {
        const picture = pictures[assetId]
        return picture === undefined ? null : `data:${picture.type};base64,${picture.data}`
      }
      const svg = await drawer.draw(source, { theme, background, image })
      return request.format === 'svg' ? named(svg, 'svg') : named(await pixels(svg, request.scale), 'png')
    },
  }
}
