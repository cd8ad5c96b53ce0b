import type { Bounds, Cells, Shape, ShapeId, Theme } from '@flowstate/engine'
import type { TileView } from '../tile-engine.ts'
import type { TileRange } from '../tile-range.ts'

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
  readonly put: readonly Shape[]
  readonly gone: readonly ShapeId[]
  /** The cells of the canvas itself, if they have changed. */
  readonly canvas?: Cells
}

/** What has happened since the last frame of the page. Whatever is not named has not changed. */
export interface GroundNews {
  readonly kind: 'news'
  /** Counts up; a frame says up to which it shows everything. */
  readonly seq: number
  readonly shapes?: ShapeNews
  readonly theme?: Theme
  readonly hidden?: readonly ShapeId[]
  /** What is to be painted: what is seen, and around it what soon may be. */
  readonly look?: { readonly view: TileView; readonly keep: TileRange }
}

export type ToWorker =
  | { readonly kind: 'begin'; readonly theme: Theme; readonly fonts: readonly PageFont[] }
  | GroundNews
  /** The file of a picture that was asked for; null if it cannot be had now. */
  | { readonly kind: 'file'; readonly assetId: string; readonly file: Blob | null }
  /** A picture that is about to be shown. */
  | { readonly kind: 'warm'; readonly assetId: string; readonly widthPixels: number }
  /** Pictures that could not be had are to be tried again. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'ping' }

/** A tile as the worker has painted it. */
export interface PaintedTile {
  readonly column: number
  readonly row: number
  readonly image: ImageBitmap
}

export interface PaintedOverview {
  readonly image: ImageBitmap
  readonly area: Bounds
  readonly scale: number
}

export type FromWorker =
  | {
      readonly kind: 'frame'
      /** All that was sent up to here is in the tiles the page has now. */
      readonly seq: number
      readonly scale: number
      readonly tiles: readonly PaintedTile[]
      readonly overview?: PaintedOverview | null
    }
  | { readonly kind: 'wanted'; readonly assetId: string }
