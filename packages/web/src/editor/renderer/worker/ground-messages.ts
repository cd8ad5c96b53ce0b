import type { Cells, Shape, ShapeId, Theme } from '@flowstate/engine'
import type { Marked } from '../../overlays/overlay-layer.ts'
import type { TileView } from '../tile-engine.ts'

/** A face of the page, for the worker to load as well. */
export interface PageFont {
  readonly family: string
  /** As in a style sheet, addresses absolute. */
  readonly source: string
  readonly descriptors: FontFaceDescriptors
  /** Whether the page has it: then the worker waits for it before it paints. */
  readonly loaded: boolean
}

/** Shapes as they are now, and those that are no more. */
export interface ShapeNews {
  /** JSON of a list of `Shape`: quicker written, by whoever shall be disturbed least, than objects are copied. */
  readonly put: string
  readonly gone: readonly ShapeId[]
  /** The cells of the canvas itself, if they have changed. */
  readonly canvas?: Cells
}

/** A shape that is lifted: its id where it is as the worker has it. */
export type LiftedShape = Shape | ShapeId

/** All that is lifted now. */
export interface LiftedNews {
  readonly shapes: readonly LiftedShape[]
  /** `shapes` are named if they are others than before. */
  readonly carried: {
    readonly shapes?: readonly LiftedShape[]
    readonly dx: number
    readonly dy: number
  } | null
  /** Left out of the tiles, if these are others than before. */
  readonly hidden?: readonly ShapeId[]
  readonly fading: readonly ShapeId[]
}

/** What is marked now; the selection is named if it is another than before. */
export type MarksNews = Omit<Marked, 'selection'> & Partial<Pick<Marked, 'selection'>>

/** What has happened since the last frame of the page. Whatever is not named has not changed. */
export interface GroundNews {
  readonly kind: 'news'
  /** Counts up; the worker says up to which it shows everything. */
  readonly seq: number
  readonly shapes?: ShapeNews
  readonly theme?: Theme
  readonly lifted?: LiftedNews
  readonly marks?: MarksNews
  readonly view?: TileView
}

export type ToWorker =
  | {
      readonly kind: 'begin'
      /** The canvas of the window: what is painted on it is seen. */
      readonly canvas: OffscreenCanvas
      readonly theme: Theme
      readonly fonts: readonly PageFont[]
    }
  | GroundNews
  /** The file of a picture that was asked for; null if it cannot be had now. */
  | { readonly kind: 'file'; readonly assetId: string; readonly file: Blob | null }
  /** A picture that is about to be shown. */
  | { readonly kind: 'warm'; readonly assetId: string; readonly widthPixels: number }
  /** Pictures that could not be had are to be tried again. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'ping' }
  /** The page shows what the worker paints from now on. */
  | { readonly kind: 'seen' }

export type FromWorker =
  /** All that was sent up to here is on the screen; with a ping the last that was. */
  { readonly kind: 'shown'; readonly seq: number } | { readonly kind: 'wanted'; readonly assetId: string }
