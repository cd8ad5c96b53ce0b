import { afterFirstMoment } from '../lib/after-first-moment.ts'
import { copyInto, pasteFromText, preparePaste } from './clipboard.ts'
import { arranging } from './commands/arranging.ts'
import { commandEnabled, commandForKey, commandOf, runCommand } from './commands/command-registry.ts'
import { connecting } from './commands/shaping-commands.ts'
import { copyingStyle } from './commands/style-commands.ts'
import { placing } from './commands/tool-commands.ts'
import { typeEarly } from './early-letters.ts'
import type { Editor } from './editor.ts'
import { createNudge } from './nudge.ts'
import { openingMenu } from './opening-menu.ts'
import { attachPressedButton, focusKeys } from './pressed-button.ts'
import { snapping } from './snapping/snapping.ts'
import type { ToolRunner } from './tool-runner.ts'
import { lateTools } from './tools/late-tools.ts'
import { createVanishedField } from './vanished-field.ts'
import { walkShapes } from './walk-shapes.ts'

/** Layers that take keys for themselves; one that fades out still has the focus and takes none. */
const keyLayers = ['dialog', 'menu', 'slider', 'listbox']
  .map((role) => `[role="${role}"]:not([data-state="closed"])`)
  .join(', ')

/** Whether keys belong to a field or an open dialog instead of the canvas. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"]') !== null) return true
  return target.closest(keyLayers) !== null
}

/** Rows of buttons that arrow keys lead through. */
const arrowRows = '[role="toolbar"], [role="radiogroup"]'

/** Shortcuts, arrow keys, clipboard and held Space, wherever the focus is on the page. */
export function attachKeyboardInput(
  editor: Editor,
  runner: ToolRunner,
  stage: HTMLElement,
): { isSpaceHeld(): boolean; detach(): void } {
  const nudge = createNudge(editor)
  let spaceHeld = false
  /** Whether the canvas was pressed after any key was: Tab then means what is under the hand, else the walk of keyboards. */
  let pointed = false
  const vanished = createVanishedField()

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!focusKeys.has(event.key)) pointed = false
    if (isElsewhere(event.target)) {
      vanished.typed(event)
      return
    }
    if (event.isComposing) return
    if (vanished.takes(event)) {
      event.preventDefault()
      return
    }
    const focused = document.activeElement
    const button = focused?.closest<HTMLElement>('button, a') ?? null
    // A text is about to have its field: these are letters, no shortcuts.
    const { editing } = editor.store.getState()
    if (editing !== null) {
      typeEarly(editor, editing, event)
      return
    }
    if (event.key === ' ') {
      if (button !== null) return
      spaceHeld = true
      event.preventDefault()
      return
    }
    if (event.key === 'Tab' && focused === stage) {
      nudge.finish()
      const convert = commandOf(event.shiftKey ? 'convertPrevious' : 'convertNext')
      if (pointed && commandEnabled(convert, editor)) {
        event.preventDefault()
        convert.run(editor)
      } else if (walkShapes(editor, event.shiftKey ? -1 : 1)) event.preventDefault()
      return
    }
    if (event.key === 'Escape' && runner.busy()) {
      runner.send({ type: 'cancel' })
      return
    }
    if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key.startsWith('Arrow')) {
      const inRow = focused !== null && focused.closest(arrowRows) !== null
      if (!inRow && nudge.press(event.key, event.shiftKey)) event.preventDefault()
      return
    }
    if (event.key === 'Enter') {
      const place = commandOf('placeShape')
      const { tool } = editor.store.getState()
      if ((button === null || button.dataset.tool === tool) && commandEnabled(place, editor)) {
        event.preventDefault()
        stage.focus()
        place.run(editor)
        return
      }
      if (button !== null) return
    }
    nudge.finish()
    const command = commandForKey(event)
    if (command === null) return
    event.preventDefault()
    if (commandEnabled(command, editor)) command.run(editor)
  }

  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ') spaceHeld = false
    if (event.key.startsWith('Arrow')) nudge.finish()
  }

  const onPointer = (): void => {
    pointed = true
  }

  const onBlur = (): void => {
    spaceHeld = false
    nudge.finish()
  }

  const onCopy = (event: ClipboardEvent): void => {
    if (isElsewhere(event.target) || !copyInto(event, editor)) return
    if (event.type === 'cut') runCommand(editor, 'delete')
  }

  const onPaste = (event: ClipboardEvent): void => {
    if (isElsewhere(event.target) || editor.store.getState().readOnly) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text === '') return
    event.preventDefault()
    void pasteFromText(editor, text, event.clipboardData?.getData('text/html'))
  }

  const callOff = afterFirstMoment(() => {
    preparePaste()
    connecting.prepare()
    copyingStyle.prepare()
    placing.prepare()
    openingMenu.prepare()
    snapping.prepare()
    arranging.prepare()
    lateTools.prepare()
  })
  const detachPressed = attachPressedButton(stage)
  window.addEventListener('pointerdown', vanished.left, { capture: true })
  window.addEventListener('keydown', onKeyDown)
  stage.addEventListener('pointerdown', onPointer)
  window.addEventListener('keyup', onKeyUp)
  window.addEventListener('blur', onBlur)
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
  document.addEventListener('paste', onPaste)
  return {
    isSpaceHeld: () => spaceHeld,
    detach() {
      callOff()
      detachPressed()
      window.removeEventListener('pointerdown', vanished.left, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
      stage.removeEventListener('pointerdown', onPointer)
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', onBlur)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    },
  }
}
