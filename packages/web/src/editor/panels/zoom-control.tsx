import { Map as MapIcon, Minus, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { runCommand } from '../commands/command-registry.ts'
import { showShortcut } from '../commands/shortcut.ts'
import type { Editor } from '../editor.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import { appleKeyboard } from './apple-keyboard.ts'
import styles from './corner-islands.module.css'

/** While the zoom moves on the number is shown so often, in ms: a new text has the island laid out and painted. */
const percentIntervalMs = 80

function usePercent({ store }: Editor): number {
  const [zoom, setZoom] = useState(() => store.getState().camera.zoom)
  useEffect(() => {
    let timer: number | undefined
    let shown = 0
    const follow = () => {
      timer = undefined
      const { zoom } = store.getState().camera
      if (zoom === shown) return
      shown = zoom
      setZoom(zoom)
      timer = window.setTimeout(follow, percentIntervalMs)
    }
    follow()
    const unsubscribe = store.subscribe(() => {
      if (timer === undefined) follow()
    })
    return () => {
      window.clearTimeout(timer)
      unsubscribe()
    }
  }, [store])
  return Math.round(zoom * 100)
}

function ZoomLevel() {
  const { t } = useTranslation()
  const editor = useEditor()
  const percent = usePercent(editor)
  return (
    <IconButton
      label={t('zoomLevel', { percent })}
      keys={showShortcut('Mod+0', appleKeyboard)}
      side="top"
      className={styles.percent ?? ''}
      onClick={() => runCommand(editor, 'zoomReset')}
    >
      {percent} %
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
