import type { Point } from '@flowstate/engine'
import i18next from 'i18next'
import { panBy } from './camera.ts'
import { commit, type Editor, editText, newGesture, notify, select, toolContext } from './editor.ts'
import type { LaserTrail } from './navigate/laser-trail.ts'
import { type Draft, noDraft, previewOf } from './tools/draft.ts'
import { lookingTools } from './tools/looking-tools.ts'
import type { RunningTool, ToolEffect, ToolEvent } from './tools/tool.ts'
import { toolStarters } from './tools/tool-registry.ts'

/** Runs the current tool: feeds it events, shows its draft, and does what it asks for. */
export interface ToolRunner {
  send(event: ToolEvent): void
  cursor(point: { readonly x: number; readonly y: number }): string
  /** Whether a gesture is under way. */
  busy(): boolean
  destroy(): void
}

export function createToolRunner(editor: Editor): ToolRunner {
  const { store, port } = editor
  let running: RunningTool = toolStarters[store.getState().tool]()
  let gesture = newGesture()
  let pressed = false
  let sentPoints = 0
  let laser: Promise<LaserTrail> | null = null

  const showDraft = (draft: Draft): void => {
    if (draft.kind === 'none' && store.getState().draft.kind === 'none') return
    store.setState({ draft })
    port.sendPreview(previewOf(draft, gesture, sentPoints))
    sentPoints = draft.kind === 'ink' ? draft.points.length / 3 : 0
  }

  const shine = async (at: Point): Promise<void> => {
    laser ??= import('./navigate/laser-trail.ts').then(({ createLaserTrail }) => createLaserTrail(editor))
    // A light that could not be loaded lights nothing; the next one tries again.
    const trail = await laser.catch(() => null)
    if (trail === null) laser = null
    else trail.add(at)
  }

  const perform = (effect: ToolEffect): void => {
    switch (effect.type) {
      case 'commit':
        commit(editor, effect.changes, { label: effect.label, gesture })
        break
      case 'select':
        select(editor, effect.ids)
        break
      case 'enter-group':
        store.setState({ enteredGroup: effect.id })
        break
      case 'pan':
        store.setState({ camera: panBy(store.getState().camera, effect.dx, effect.dy) })
        break
      case 'edit-text':
        editText(editor, effect.id)
        break
      case 'new-text':
        store.setState({ editing: { kind: 'new', id: editor.newShapeId(), at: effect.at } })
        break
      case 'open-link':
        void import('./links/open-link.ts').then(({ openLinkAt }) => openLinkAt(editor, effect.at))
        break
      case 'laser':
        void shine(effect.at)
        break
      case 'take-colours':
        void import('./navigate/take-colours.ts').then(
          ({ takeColours }) => takeColours(editor, effect.from),
          () => undefined,
        )
        break
      case 'comment':
        store.setState({ commentSpot: { from: effect.from, to: effect.to } })
        break
      case 'done':
        if (!store.getState().toolLocked) store.setState({ tool: 'select' })
        break
    }
  }

  const send = (event: ToolEvent): void => {
    if (event.type === 'down') {
      gesture = newGesture()
      pressed = true
    }
    if (event.type === 'up' || event.type === 'cancel') pressed = false
    const { draft, overlay, effects } = running.step(event, toolContext(editor))
    // The commit comes before the draft goes, so that the shape is never missing for a frame.
    for (const effect of effects) perform(effect)
    // The trail of the laser is a draft that outlives the gesture.
    if (running.id !== 'laser') showDraft(draft)
    if (store.getState().overlay !== overlay) store.setState({ overlay })
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.tool === before.tool && state.readOnly === before.readOnly) return
    if (state.readOnly && !before.readOnly && pressed && running.id !== 'hand') {
      const { draft } = state
      send({ type: 'cancel' })
      if (draft.kind !== 'none') notify(editor, i18next.t('role.lost'))
    }
    if (state.readOnly && !lookingTools.has(state.tool)) {
      store.setState({ tool: 'select' })
      return
    }
    if (state.tool === before.tool) return
    if (pressed) send({ type: 'cancel' })
    running = toolStarters[state.tool]()
    store.setState({ draft: noDraft, overlay: {} })
  })

  return {
    send,
    cursor: (point) => running.cursor(point, toolContext(editor)),
    busy: () => pressed,
    destroy: unsubscribe,
  }
}
