import type { ShapeId, Theme } from '@flowstate/engine'
import { afterFirstMoment } from '../lib/after-first-moment.ts'
import type { Editor } from './editor.ts'
import { pruneSelection } from './editor.ts'
import type { EditorState } from './editor-store.ts'
import { areasOfImages } from './images/areas-of-images.ts'
import { createShapeLifter } from './lifted-shapes.ts'
import { marksChange } from './overlays/marks-change.ts'
import type { RemoteSelection } from './overlays/overlay-layer.ts'
import { remoteDrafts } from './presence/remote-drafts.ts'
import { createSceneRenderer } from './renderer/scene-renderer.ts'

export interface MountedStage {
  setTheme(theme: Theme): void
  /** Everything must be laid out anew, for instance because a font has arrived. */
  refreshAll(): void
  /** Takes over what has happened since the last frame, so that a press or a key meets the canvas as it is now. */
  catchUp(): void
  /** Whether the picture is as it should be. */
  isPainted(): boolean
  destroy(): void
}

/** What has to be brought up to date in the next frame. */
interface Stale {
  shapes: Set<ShapeId> | 'all'
  view: boolean
  lifted: boolean
  overlay: boolean
  /** Pictures that have arrived. */
  images: Set<string>
}

/** What only others change is painted 30 times a second: a display that runs at 60 shows every second frame of it. */
const othersIntervalMs = 28
/** Where that takes long, as with tens of thousands of shapes in view, it is painted less often: it may have an eighth of the time. */
const othersPause = 8
const othersIntervalMsMax = 120
/** Pictures that are painted in as they arrive: many at once would stop a pan. */
const imagesPerFrame = 3

const noFading: ReadonlySet<ShapeId> = new Set()
const noSelection: ReadonlySet<ShapeId> = new Set()

/** What others have selected; like our own, a selection is not framed while it is dragged about. */
function remoteSelections(editor: Editor): readonly RemoteSelection[] {
  const selections: RemoteSelection[] = []
  for (const { participant, fields, preview } of editor.port.presence.companions().values()) {
    if (preview === null && fields.selection !== undefined && fields.selection.length > 0) {
      selections.push({ colour: participant.color, ids: fields.selection })
    }
  }
  return selections
}

/**
 * Brings the canvas onto the page and keeps it right: listens to the canvas, the interface and the others, and turns all that
 * happened since the last frame into one paint.
 */
export function mountStage(options: {
  readonly container: HTMLDivElement
  readonly editor: Editor
  readonly theme: Theme
}): MountedStage {
  const { container, editor } = options
  const { store, scene, port, images } = editor
  let theme = options.theme
  const renderer = createSceneRenderer({
    container,
    scene,
    theme,
    image: images.cache.picture,
  })
  const stale: Stale = { shapes: 'all', view: true, lifted: true, overlay: true, images: new Set() }
  const lifter = createShapeLifter()
  let frameId: number | null = null
  /** Something has been done here, and the next frame shows it. */
  let urgent = true
  let paintedAtMs = Number.NEGATIVE_INFINITY
  let restMs = othersIntervalMs

  const schedule = (): void => {
    frameId ??= requestAnimationFrame(frame)
  }

  const wake = (): void => {
    urgent = true
    schedule()
  }

  const marked = (): ReadonlySet<ShapeId> => {
    const { selection, overlay } = store.getState()
    const ids = new Set(selection)
    for (const remote of remoteSelections(editor)) for (const id of remote.ids) ids.add(id)
    if (overlay.targetId !== undefined) ids.add(overlay.targetId)
    return ids
  }

  const updateShapes = (): void => {
    if (stale.shapes !== 'all' && stale.shapes.size === 0) return
    const changed = stale.shapes
    renderer.update(changed)
    stale.shapes = new Set()
    stale.lifted = true
    if (changed === 'all' || marksChange(marked(), changed, { view: port.view(), scene }))
      stale.overlay = true
    pruneSelection(editor)
  }

  const updateImages = (): void => {
    if (stale.images.size === 0) return
    const shown = new Set([...stale.images].slice(0, imagesPerFrame))
    renderer.invalidate(areasOfImages(port.view().shapes(), scene, shown))
    for (const assetId of shown) stale.images.delete(assetId)
    stale.lifted = true
    if (stale.images.size > 0) schedule()
  }

  const updateOverlay = (state: EditorState): void => {
    const { draft, overlay } = state
    renderer.setMarks({
      selection: draft.kind === 'none' && state.editing === null ? state.selection : noSelection,
      handles: !state.readOnly && overlay.box === undefined && state.tool === 'select',
      box: overlay.box ?? null,
      loop: overlay.loop ?? null,
      targetId: overlay.targetId ?? null,
      guides: overlay.guides ?? [],
      remote: remoteSelections(editor),
    })
  }

  function frame(nowMs: number): void {
    frameId = null
    paint(nowMs)
  }

  /**
   * A canvas that has come is painted without waiting for a frame: one that was asked for before comes as soon as the painting is done.
   */
  const paintNow = (): void => {
    const isWaiting = frameId !== null && !document.hidden && container.isConnected
    if (isWaiting && stale.shapes === 'all') paint(performance.now())
  }

  function paint(nowMs: number): void {
    if (!urgent && nowMs - paintedAtMs < restMs) {
      schedule()
      return
    }
    const startMs = performance.now()
    paintedAtMs = nowMs
    updateShapes()
    updateImages()
    const state = store.getState()
    if (stale.view) {
      renderer.setView({ ...state.camera, ...state.viewport, pixelRatio: window.devicePixelRatio || 1 })
    }
    if (stale.lifted) {
      renderer.setLifted(
        lifter.lift({
          view: port.view(),
          scene,
          others: remoteDrafts(port.presence),
          own: state.draft,
          editing: state.editing,
          fading: state.overlay.fading ?? noFading,
        }),
      )
    }
    if (stale.overlay) updateOverlay(state)
    stale.view = false
    stale.lifted = false
    stale.overlay = false
    urgent = renderer.frame(nowMs)
    const tookMs = performance.now() - startMs
    restMs = Math.max(othersIntervalMs, Math.min(othersIntervalMsMax, tookMs * othersPause))
    if (urgent) schedule()
  }

  const unsubscribeImages = images.cache.subscribe((assetId) => {
    stale.images.add(assetId)
    schedule()
  })

  let live = false
  const unsubscribeCanvas = port.subscribe({
    status() {
      const back = port.status().connection.name === 'live'
      if (back && !live) images.cache.retryFailed()
      live = back
    },
    canvas(changed) {
      if (changed === 'all' || changed.has('@canvas')) stale.shapes = 'all'
      else if (stale.shapes !== 'all') {
        for (const id of changed) if (id !== '@canvas') stale.shapes.add(id)
      }
      schedule()
      if (changed === 'all') queueMicrotask(paintNow)
    },
  })

  const unsubscribePresence = port.presence.subscribe((change) => {
    if (change === 'cursors' || change === 'own') return
    if (change === 'previews') stale.lifted = true
    stale.overlay = true
    schedule()
  })

  const unsubscribeStore = store.subscribe((state, before) => {
    if (state.camera !== before.camera || state.viewport !== before.viewport) stale.view = true
    if (
      state.draft !== before.draft ||
      state.overlay !== before.overlay ||
      state.editing !== before.editing
    ) {
      stale.lifted = true
      stale.overlay = true
    }
    if (state.selection !== before.selection || state.tool !== before.tool) stale.overlay = true
    if (state.readOnly !== before.readOnly) stale.overlay = true
    if (stale.view || stale.lifted || stale.overlay) wake()
  })

  const measure = ({ width, height }: { readonly width: number; readonly height: number }): void =>
    store.setState({ viewport: { width: Math.max(1, width), height: Math.max(1, height) } })
  const resize = new ResizeObserver(([entry]) => entry && measure(entry.contentRect))
  // An observer speaks with the next frame: what is pasted before it would lie in the middle of a view of no size.
  measure(container.getBoundingClientRect())
  resize.observe(container)
  schedule()

  const isMounted = (): boolean => container.isConnected
  const cancelLate = afterFirstMoment(() => {
    void import('./late-stage.ts')
      .then((part) => isMounted() && part.completeStage(renderer, { editor, stage, isMounted, wake }))
      // Nothing of it is needed to draw.
      .catch(() => undefined)
  })

  const stage: MountedStage = {
    setTheme(next) {
      theme = next
      renderer.setTheme(next)
      stale.overlay = true
      wake()
    },
    refreshAll() {
      editor.forgetTextWidths()
      stale.shapes = 'all'
      schedule()
    },
    catchUp: updateShapes,
    isPainted: () =>
      stale.shapes !== 'all' &&
      stale.shapes.size + stale.images.size === 0 &&
      !(stale.view || stale.lifted || stale.overlay) &&
      renderer.isSettled(),
    destroy() {
      cancelLate()
      if (frameId !== null) cancelAnimationFrame(frameId)
      frameId = null
      unsubscribeCanvas()
      unsubscribeImages()
      unsubscribePresence()
      unsubscribeStore()
      resize.disconnect()
      renderer.destroy()
    },
  }
  return stage
}
