/** A shape of the neutral scene. Lengths are canvas units, y points down. */
export interface NeutralShape {
  readonly id: string
  readonly kind: 'rectangle' | 'ellipse' | 'arrow' | 'stroke' | 'text'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Line and fill, `#rrggbb`. */
  readonly colour: string
  readonly fill: string
  /** The label of a rectangle, the words of a text, else empty. */
  readonly text: string
  /** x, y, x, y ... from (x, y): two points for an arrow, sixty for a stroke, else none. */
  readonly points: readonly number[]
}

/** A point of the canvas is on screen at `point * zoom + (x, y)`, in CSS pixels from the corner of the surface. */
export interface ScreenCamera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface RemoteMove {
  readonly id: string
  readonly x: number
  readonly y: number
}

/**
 * What a whiteboard's page puts at `window.renderPage` to be measured. Panning, zooming and dragging are not here: they are
 * done with the mouse.
 */
export interface RenderPage {
  shapeCount(): number
  /** Nothing that belongs on the screen is missing or stretched. */
  isPainted(): boolean
  camera(): ScreenCamera
  setCamera(camera: ScreenCamera): void
  /** The whiteboard's own command to show everything, without a flight there. */
  showAll(): void
  select(ids: readonly string[]): void
  positionOf(id: string): { readonly x: number; readonly y: number }
  /** How many messages of others have been taken over. */
  messagesTaken(): number
}

/** A page that has no server in this benchmark: what the network would bring is handed to it. */
export interface StandalonePage extends RenderPage {
  /** Turns neutral shapes into the whiteboard's own; not timed. */
  prepare(shapes: readonly NeutralShape[]): void
  /** Takes over the prepared shapes, as if they had just arrived and been decoded. */
  load(): void
  /** One message of somebody else, as it would come out of a socket. */
  receive(move: RemoteMove): void
}

/** What a frame watch saw. Milliseconds. */
export interface FrameFigures {
  readonly durationMs: number
  readonly frameMs: readonly number[]
  readonly longTaskMs: readonly number[]
  /** From the time stamp of an input event to the end of the main thread's next frame. */
  readonly inputMs: readonly number[]
  readonly zoomMin: number
  readonly zoomMax: number
}

/** How long it took until all was painted: until the first of six short frames in a row. Milliseconds. */
export interface PaintedFigures {
  readonly wallMs: number
  /** From when the page had records in its memory; the same where it had them from the beginning. */
  readonly recordsMs: number
}

/** What `page-harness.ts` puts at `window.harness`. */
export interface Harness {
  /** Runs `start` and resolves when all is painted. */
  untilPainted(start: () => void, shapes: number): Promise<PaintedFigures>
  watchFrames(turn?: { readonly zoomMin: number; readonly zoomMax: number }): void
  /** Makes a wheel event in every frame: pans in an ellipse by so many pixels, or zooms to and fro if null. */
  turnWheel(durationMs: number, pixels: number | null): Promise<void>
  stopWatching(): FrameFigures
  /** Hands moves to a standalone page one by one, as they fall due. */
  receiveMoves(moves: readonly RemoteMove[], perSecond: number): Promise<void>
}

declare global {
  interface Window {
    renderPage?: RenderPage | StandalonePage
    harness?: Harness
    /** Lets the state through that FlowState's socket has received; see `socket-gate.ts`. */
    openGate?: () => void
    /** When FlowState's page had unpacked and parsed the state. */
    recordsAtMs?: number
  }
}
