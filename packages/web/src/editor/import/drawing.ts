import type { Pair, ShapeKindName } from '@flowstate/engine'

/** An arrow's end tied to another shape of the drawing. */
export interface DrawnBinding {
  readonly key: string
  readonly anchor: Pair
}

/** A shape as read from a file. Nothing has been checked yet: cells are what the file led to. */
export interface DrawnShape {
  /** Its name in the file; unique in the drawing. */
  readonly key: string
  readonly kind: ShapeKindName
  readonly parentKey: string | null
  readonly cells: { readonly [cell: string]: unknown }
  readonly start?: DrawnBinding
  readonly end?: DrawnBinding
  /** Which picture of the drawing an image shows. */
  readonly pictureKey?: string
}

/** The bytes of a picture that came with the file, as its `data:` address, or one the server has already. */
export type DrawnPicture =
  | { readonly kind: 'data'; readonly url: string }
  | { readonly kind: 'asset'; readonly canvasId: string; readonly assetId: string }

/** What of a file did not make it onto the canvas as it was. */
export type LossReason =
  | 'unknownShape'
  | 'brokenShape'
  | 'missingPicture'
  | 'badPicture'
  | 'simplified'
  | 'fill'
  | 'looseEnd'
  | 'longText'
  | 'longStroke'

/** The same loss of the same thing, counted. */
export interface Loss {
  readonly reason: LossReason
  /** What it happened to, in the words of the file. */
  readonly what: string
  readonly count: number
}

/** What a file says, in shapes of ours. */
export interface Drawing {
  /** Parents before their children, siblings from back to front. */
  readonly shapes: readonly DrawnShape[]
  readonly pictures: ReadonlyMap<string, DrawnPicture>
  /** The colour behind everything; used where the canvas is still empty. */
  readonly background: string | null
  readonly losses: readonly Loss[]
}

/** Why a file cannot be read at all. */
export type DrawingProblem =
  | 'notText'
  | 'notJson'
  | 'unknownFormat'
  | 'noScene'
  | 'damaged'
  | 'newerFormat'
  | 'empty'
  | 'tooLarge'

/** No more shapes than this are taken from one file. */
export const drawnShapesMax = 50_000
