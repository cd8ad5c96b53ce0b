import { Map as MapIcon, Minus, Plus } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createRestTimer } from '../../lib/rest-timer.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { runCommand } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import type { Editor } from '../editor.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './corner-islands.module.css'

/** While the zoom moves on the number is shown so often, in ms: a new text is laid out and painted. */
const percentIntervalMs = 100
/** After so long without another zoom, in ms, it is what those who listen to the page are told. */
const restMs = 100

const percentOf = (zoom: number): string => `${Math.round(zoom * 100)} %`

/** Shows the zoom in an element while it moves on, past React, which would render the button as often. @returns it once it rests */
function useZoom({ store }: Editor, shown: RefObject<HTMLElement | null>): number {
  const [rested, setRested] = useState(() => store.getState().camera.zoom)
  useEffect(() => {
    const zoomNow = () => store.getState().camera.zoom
    const rest = createRestTimer(restMs, () => setRested(zoomNow()))
    let timer: number | undefined
    let last = zoomNow()
    setRested(last)
    const follow = () => {
      timer = undefined
      const zoom = zoomNow()
      if (zoom === last) return
      last = zoom
      // The text of what is there: another child would have its styles looked up anew.
      const text = shown.current?.firstChild
      if (text) text.nodeValue = percentOf(zoom)
      timer = window.setTimeout(follow, percentIntervalMs)
    }
    const unsubscribe = store.subscribe(({ camera }, before) => {
      if (camera.zoom === before.camera.zoom) return
      rest.moved()
      if (timer === undefined) follow()
    })
    return () => {
      rest.cancel()
      window.clearTimeout(timer)
      unsubscribe()
    }
  }, [store, shown])
  return rested
}

function ZoomLevel() {
  const { t } = useTranslation()
  const editor = useEditor()
  const shown = useRef<HTMLSpanElement>(null)
  const zoom = useZoom(editor, shown)
  return (
    <IconButton
      label={t('zoomLevel', { percent: Math.round(zoom * 100) })}
      keys={showShortcut('Mod+0', appleKeyboard)}
      side="top"
      className={styles.percent ?? ''}
      onClick={() => runCommand(editor, 'zoomReset')}
    >
      <span>
        <span className={styles.percentText} ref={shown}>
          {percentOf(zoom)}
        </span>
      </span>
    </IconButton>
  )
}

export function ZoomControl() {
  const { t } = useTranslation()
  const editor = useEditor()
  const minimap = useEditorState((state) => state.minimap)
  return (
    <div className={`${controls.island} ${styles.zoom}`}>
      <IconButton
        label={t('zoomOut')}
        keys={showShortcut('Mod+-', appleKeyboard)}
        side="top"
        onClick={() => runCommand(editor, 'zoomOut')}
      >
        <Minus size={16} aria-hidden />
      </IconButton>
      <ZoomLevel />
      <IconButton
        label={t('zoomIn')}
        keys={showShortcut('Mod+=', appleKeyboard)}
        side="top"
        onClick={() => runCommand(editor, 'zoomIn')}
      >
        <Plus size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('toggleMinimap')}
        keys="M"
        side="top"
        pressed={minimap}
        className={styles.map ?? ''}
        onClick={() => runCommand(editor, 'toggleMinimap')}
      >
        <MapIcon size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
