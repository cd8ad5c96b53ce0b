import type { ShapeId, Theme } from '@flowstate/engine'

/** What the page makes itself. */
export type LocalFormat = 'png' | 'svg' | 'json'
/** PDF is the server's. */
export type ExportFormat = LocalFormat | 'pdf'
export type ExportScale = 1 | 2 | 3 | 4

export const exportScales: readonly ExportScale[] = [1, 2, 3, 4]

/** What a picture of the canvas is to look like. */
export interface PictureOptions {
  /** Only these shapes, each with all that is in it; null for everything. */
  readonly ids: ReadonlySet<ShapeId> | null
  readonly theme: Theme
  /** Whether the canvas' own colour is behind the shapes. */
  readonly background: boolean
  /** Pixels per canvas unit. */
  readonly scale: number
}

export interface ExportOptions extends PictureOptions {
  readonly format: ExportFormat
  /** Whether the drawing itself is put into the picture, to be read back. */
  readonly embed: boolean
}
