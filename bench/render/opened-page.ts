import type { Browser, Page } from 'playwright-core'
import type { PaintedFigures, RemoteMove } from './render-page.ts'
import type { RenderScene } from './render-scene.ts'

/** A whiteboard in a page of its own, mounted and empty. */
export interface OpenedPage {
  readonly page: Page
  /** Lets the scene in; resolves when it is painted. */
  load(): Promise<PaintedFigures | undefined>
  /** Lets moves of others arrive; resolves when the time for the last one is over. */
  sendMoves(moves: readonly RemoteMove[], perSecond: number): Promise<void>
  close(): Promise<void>
}

/** A whiteboard that is measured. */
export interface RenderPeer {
  readonly name: string
  open(browser: Browser, scene: RenderScene): Promise<OpenedPage>
  /** Ends what serves the pages. */
  stop(): Promise<void>
}
