import type { Point } from '@flowstate/engine'
import { panBy, toCanvas, zoomAt } from './camera.ts'
import { createCornerOf } from './corner-of.ts'
import { createEdgeScroll } from './edge-scroll.ts'
import type { Editor } from './editor.ts'
import { createLongPress } from './long-press.ts'
import { openingMenu } from './opening-menu.ts'
import { createPalmGuard } from './palm-guard.ts'
import type { ToolRunner } from './tool-runner.ts'
import { scrollsAtEdge } from './tools/scrolling-tools.ts'
import type { PointerInput } from './tools/tool.ts'

/** As most systems have it. */
const doubleClickMs = 500
const doubleClickPixels = 8
/** How much one notch of a wheel zooms. */
const wheelZoomPerPixel = 0.0022
const wheelPixelsMax = 120
/** Reach of a press that asks for the context menu, in CSS pixels. */
const menuPixels = { mouse: 6, touch: 14 } as const

/** Tools that a pen is for where there is one. */
const penTools: ReadonlySet<string> = new Set(['draw', 'highlight', 'eraser'])

interface Pinch {
  readonly middle: Point
  readonly spread: number
}

/**
 * Turns the stage's DOM events into tool events, and wheel, pinch, middle button and held Space into camera moves.
 * @param isSpaceHeld whether the pointer pans instead of drawing
 */
export function attachPointerInput(options: {
  readonly element: HTMLElement
  readonly editor: Editor
  readonly runner: ToolRunner
  isSpaceHeld(): boolean
}): () => void {
  const { element, editor, runner } = options
  const { store } = editor
  const touches = new Map<number, Point>()
  const palm = createPalmGuard()
  let pinch: Pinch | null = null
  let pan: { readonly pointerId: number; readonly last: Point } | null = null
  let drawing: number | null = null
  /** The last the running gesture was told: told again when the canvas or the keys move under a resting pointer. */
  let lastInput: PointerInput | null = null
  /** What Space has carried the beginning of the running gesture. */
  let carried: Point | null = null
  let lastDown: { readonly at: Point; readonly timeMs: number } | null = null

  const cornerOf = createCornerOf(element)
  const screenOf = (event: MouseEvent): Point => {
    const corner = cornerOf(event.type === 'pointerdown' || event.type === 'contextmenu')
    return { x: event.clientX - corner.x, y: event.clientY - corner.y }
  }

  const inputOf = (event: PointerEvent): PointerInput => {
    const screen = screenOf(event)
    const pen = event.pointerType === 'pen'
    return {
      screen,
      point: toCanvas(store.getState().camera, screen),
      pressure: pen && event.pressure > 0 ? event.pressure : 0.5,
      pointerType: pen ? 'pen' : event.pointerType === 'touch' ? 'touch' : 'mouse',
      timeMs: event.timeStamp,
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.metaKey || event.ctrlKey,
      ...(carried === null ? {} : { carried }),
    }
  }

  /** With Space held the whole of what is being drawn goes along with the pointer. */
  const carryTo = ({ point }: PointerInput): void => {
    if (lastInput === null || !options.isSpaceHeld()) return
    const { x, y } = carried ?? { x: 0, y: 0 }
    carried = { x: x + point.x - lastInput.point.x, y: y + point.y - lastInput.point.y }
  }

  const pinchOf = (): Pinch | null => {
    const [a, b] = [...touches.values()]
    if (a === undefined || b === undefined) return null
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: Math.hypot(a.x - b.x, a.y - b.y) }
  }

  const setCursor = (cursor: string): void => {
    if (element.style.cursor !== cursor) element.style.cursor = cursor
  }

  const countClicks = (input: PointerInput): number => {
    const double =
      lastDown !== null &&
      input.timeMs - lastDown.timeMs < doubleClickMs &&
      Math.hypot(input.screen.x - lastDown.at.x, input.screen.y - lastDown.at.y) < doubleClickPixels
    lastDown = double ? null : { at: input.screen, timeMs: input.timeMs }
    return double ? 2 : 1
  }

  const tellAgain = (keys: Partial<PointerInput> = {}): void => {
    if (lastInput === null || drawing === null) return
    const point = toCanvas(store.getState().camera, lastInput.screen)
    lastInput = { ...lastInput, ...keys, point }
    runner.send({ type: 'move', ...lastInput })
  }

  const edge = createEdgeScroll(
    () => store.getState().viewport,
    (dx, dy) => {
      store.setState({ camera: panBy(store.getState().camera, -dx, -dy) })
      tellAgain()
    },
  )

  const endGesture = (): void => {
    drawing = null
    carried = null
    lastInput = null
    edge.end()
    longPress.end()
  }

  const openMenu = (at: Point, pixels: number): void => {
    if (drawing !== null) runner.send({ type: 'cancel' })
    endGesture()
    openingMenu.use(({ openContextMenu }) =>
      openContextMenu(editor, at, pixels / store.getState().camera.zoom),
    )
  }

  const longPress = createLongPress((at) => openMenu(at, menuPixels.touch))

  /** What a finger has begun is not meant once another finger, or the pen, comes down. */
  const dropGesture = (): void => {
    if (drawing !== null) runner.send({ type: 'cancel' })
    endGesture()
    pan = null
  }

  const penComesDown = (): void => {
    palm.penDown(touches.keys())
    if (touches.size > 0) dropGesture()
    touches.clear()
    pinch = null
  }

  const onDown = (event: PointerEvent): void => {
    if (event.button === 2) return
    const isTouch = event.pointerType === 'touch'
    if (isTouch && palm.touchDown(event.pointerId)) return
    if (event.pointerType === 'pen') penComesDown()
    element.focus({ preventScroll: true })
    element.setPointerCapture(event.pointerId)
    const input = inputOf(event)
    if (isTouch) {
      touches.set(event.pointerId, input.screen)
      if (touches.size === 2) {
        dropGesture()
        pinch = pinchOf()
        return
      }
    }
    const isForPen = isTouch && palm.hasSeenPen() && penTools.has(store.getState().tool)
    if (event.button === 1 || options.isSpaceHeld() || isForPen) {
      pan = { pointerId: event.pointerId, last: input.screen }
      setCursor('grabbing')
      event.preventDefault()
      return
    }
    if (drawing !== null || pinch !== null) return
    drawing = event.pointerId
    lastInput = input
    edge.begin(input.screen)
    if (input.pointerType === 'touch' && store.getState().tool === 'select') longPress.begin(input.screen)
    runner.send({ type: 'down', clicks: countClicks(input), ...input })
  }

  const onMove = (event: PointerEvent): void => {
    if (palm.isHand(event.pointerId)) return
    const input = inputOf(event)
    if (touches.has(event.pointerId)) touches.set(event.pointerId, input.screen)
    const next = pinch === null ? null : pinchOf()
    if (pinch !== null && next !== null) {
      const { camera } = store.getState()
      const moved = panBy(camera, next.middle.x - pinch.middle.x, next.middle.y - pinch.middle.y)
      const zoom = pinch.spread === 0 ? moved.zoom : (moved.zoom * next.spread) / pinch.spread
      store.setState({ camera: zoomAt(moved, next.middle, zoom) })
      pinch = next
      return
    }
    if (pan !== null && pan.pointerId === event.pointerId) {
      const { camera } = store.getState()
      store.setState({ camera: panBy(camera, input.screen.x - pan.last.x, input.screen.y - pan.last.y) })
      pan = { pointerId: event.pointerId, last: input.screen }
      return
    }
    editor.port.sendCursor(input.point.x, input.point.y)
    if (drawing === event.pointerId) {
      carryTo(input)
      const tool = store.getState().tool
      const all = tool === 'draw' || tool === 'highlight' ? event.getCoalescedEvents() : []
      for (const one of all.length > 0 ? all : [event]) runner.send({ type: 'move', ...inputOf(one) })
      lastInput = input
      longPress.move(input.screen)
      if (scrollsAtEdge(tool)) edge.move(input.screen)
      return
    }
    if (drawing === null && event.pointerType !== 'touch') {
      if (store.getState().tool === 'arrow') runner.send({ type: 'move', ...input })
      setCursor(options.isSpaceHeld() ? 'grab' : runner.cursor(input.point))
    }
  }

  const onUp = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') palm.penUp()
    if (palm.isHand(event.pointerId)) {
      palm.touchUp(event.pointerId)
      return
    }
    touches.delete(event.pointerId)
    if (pinch !== null) {
      if (touches.size === 0) pinch = null
      return
    }
    if (pan?.pointerId === event.pointerId) {
      pan = null
      setCursor('default')
      return
    }
    if (drawing !== event.pointerId) return
    carryTo(inputOf(event))
    const input = inputOf(event)
    endGesture()
    if (event.type === 'pointercancel') runner.send({ type: 'cancel' })
    else runner.send({ type: 'up', ...input })
  }

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    // Nobody further up listens, but React would look for somebody who does.
    event.stopPropagation()
    const { camera } = store.getState()
    if (event.ctrlKey || event.metaKey) {
      const delta = Math.max(-wheelPixelsMax, Math.min(wheelPixelsMax, event.deltaY))
      store.setState({
        camera: zoomAt(camera, screenOf(event), camera.zoom * Math.exp(-delta * wheelZoomPerPixel)),
      })
      return
    }
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    const dx = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * lines
    const dy = (event.shiftKey && event.deltaX === 0 ? 0 : event.deltaY) * lines
    store.setState({ camera: panBy(camera, -dx, -dy) })
  }

  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault()
    // A finger's is our own long press, the key's a command.
    if (event.button === 2 || (event.button === 0 && event.ctrlKey))
      openMenu(screenOf(event), menuPixels.mouse)
  }

  const onKey = (event: KeyboardEvent): void => {
    if (drawing === null || event.repeat || !['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) return
    if (event.key === 'Alt') event.preventDefault()
    tellAgain({ shift: event.shiftKey, alt: event.altKey, mod: event.metaKey || event.ctrlKey })
  }

  // The mouse events a browser makes up after a touch would take the focus from a field just opened.
  const keepFocus = (event: Event): void => event.preventDefault()

  element.addEventListener('mousedown', keepFocus)
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onUp)
  element.addEventListener('wheel', onWheel, { passive: false })
  element.addEventListener('contextmenu', onContextMenu)
  window.addEventListener('keydown', onKey)
  window.addEventListener('keyup', onKey)
  return () => {
    element.removeEventListener('mousedown', keepFocus)
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onUp)
    element.removeEventListener('wheel', onWheel)
    element.removeEventListener('contextmenu', onContextMenu)
    window.removeEventListener('keydown', onKey)
    window.removeEventListener('keyup', onKey)
    endGesture()
  }
}
