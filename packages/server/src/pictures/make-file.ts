import {
  type CanvasId,
  type CanvasState,
  canvasFile,
  type ShapeId,
  svgSource,
  type Theme,
} from '@flowstate/engine'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import { openCurrent } from '../log/log-answers.ts'
import type { PictureDrawer } from './draw-picture.ts'
import { drawPixels } from './draw-pixels.ts'
import { embeddedImages } from './embedded-images.ts'
import { picturesOf } from './export-pictures.ts'
import type { PdfPage } from './pdf-messages.ts'
import { pagesOf } from './pdf-pages.ts'
import { createImageRepacker } from './repack-images.ts'
import { writePdf } from './write-pdf.ts'

interface Look {
  readonly theme: Theme
  /** Whether the canvas' own colour is behind the shapes. */
  readonly background: boolean
}

/** What a canvas is to be made into. */
export type FileRequest = {
  readonly canvasId: CanvasId
  /** Version; the head unless told. */
  readonly at: number | undefined
} & (
  | ({ readonly format: 'svg' } & Look)
  | ({ readonly format: 'png'; readonly scale: number } & Look)
  | ({ readonly format: 'pdf'; readonly pages: 'frames' | 'whole' } & Look)
  | { readonly format: 'json'; readonly assets: boolean }
)

type PictureRequest = Exclude<FileRequest, { readonly format: 'json' }>

export interface MadeFile {
  readonly kind: 'made'
  readonly content: string | Uint8Array
  /** Letters, digits, dots and dashes only. */
  readonly name: string
}

/** Images one file carries along, in bytes: those beyond are left out. */
const imageBytesMax = 64 * 1_048_576

/** Sharp on a large page; photographs stay below a megabyte each. */
const repacking = { sideMax: 2_048, cacheBytesMax: 16 * 1_048_576 } as const

/** Pixels of a picture at most: painted and packed they take a few hundred megabytes for a moment. */
const pixelsMax = 64_000_000

/** Pictures each can show as they are; others are packed anew, or blank where nothing here can unpack them. */
const shown: { readonly [Format in PictureRequest['format']]: ReadonlySet<string> | null } = {
  svg: null,
  png: new Set(['image/png', 'image/jpeg', 'image/gif']),
  pdf: new Set(['image/png', 'image/jpeg']),
}

/** Width and height the writer has put first into its document. */
function sizeIn(svg: string): { readonly width: number; readonly height: number } {
  const [, width = '1', height = '1'] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

/** Makes files of canvases: pixels and pages one at a time, since each takes a core and a good deal of memory. */
export interface FileMaker {
  make(request: FileRequest): Promise<MadeFile | RefusedAnswer>
}

export function createFileMaker(deps: Deps, drawer: PictureDrawer): FileMaker {
  const repacker = createImageRepacker(repacking)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  const picture = async (request: PictureRequest, state: CanvasState): Promise<string | Uint8Array> => {
    const { canvasId, theme, background } = request
    // Held still before anything is waited for: the state of the head moves on.
    const source = svgSource(state)
    const pages = request.format === 'pdf' ? pagesOf(state, request.pages) : []
    const types = shown[request.format]
    const budget = { bytesMax: imageBytesMax, ...(types === null ? {} : { types, repacker }) }
    const image = await embeddedImages(deps, { canvasId, source }, budget)
    const draw = (ids: ReadonlySet<ShapeId> | null) =>
      drawer.draw(source, { theme, background, image, ...(ids === null ? {} : { ids }) })
    if (request.format === 'pdf') {
      const drawn: PdfPage[] = []
      for (const { area, ids } of pages) drawn.push({ area, svg: await draw(ids) })
      return inTurn(() => writePdf(drawn))
    }
    const svg = await draw(null)
    if (request.format === 'svg') return svg
    const { width, height } = sizeIn(svg)
    const fitting = Math.min(request.scale, Math.sqrt(pixelsMax / (width * height)))
    return inTurn(() => drawPixels(svg, fitting))
  }

  const data = async (canvasId: CanvasId, state: CanvasState, withAssets: boolean): Promise<string> => {
    const file = canvasFile(state, { canvasId })
    const canvas = { canvasId, shapes: file.shapes }
    const assets = withAssets ? await picturesOf(deps, canvas, imageBytesMax) : {}
    return JSON.stringify({ ...file, assets })
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
      const isData = request.format === 'json'
      const content = isData ? await data(canvasId, state, request.assets) : await picture(request, state)
      const ending = isData ? 'flowstate.json' : request.format
      return { kind: 'made', content, name: `canvas-v${version}.${ending}` }
    },
  }
}
