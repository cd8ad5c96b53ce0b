import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { visibleBounds } from '../camera.ts'
import { zoomToFit } from '../commands/view-commands.ts'
import { useEditor, useEditorState } from '../editor-context.ts'
import styles from './back-to-content.module.css'

/** Looked at once the view has come to rest: nobody is lost while they move. */
const restMs = 250

/** The way back for somebody who sees nothing of a canvas that is not empty. */
export function BackToContent() {
  const { t } = useTranslation()
  const editor = useEditor()
  const camera = useEditorState((state) => state.camera)
  const viewport = useEditorState((state) => state.viewport)
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      const seen = editor.scene.shapesIn(visibleBounds(camera, viewport))
      setIsLost(seen.length === 0 && editor.port.view().size > 0)
    }, restMs)
    return () => clearTimeout(timer)
  }, [editor, camera, viewport])
  if (!isLost) return null
  return (
    <Button className={styles.back} onClick={() => zoomToFit(editor)}>
      {t('navigate.back')}
    </Button>
  )
}
