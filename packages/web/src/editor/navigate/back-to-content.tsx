import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createRestTimer } from '../../lib/rest-timer.ts'
import { Button } from '../../ui/button.tsx'
import { visibleBounds } from '../camera.ts'
import { zoomToFit } from '../commands/view-commands.ts'
import { useEditor } from '../editor-context.ts'
import styles from './back-to-content.module.css'

/** Looked at once the view has come to rest: nobody is lost while they move. */
const restMs = 250

/** The way back for somebody who sees nothing of a canvas that is not empty. */
export function BackToContent() {
  const { t } = useTranslation()
  const editor = useEditor()
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    const look = (): void => {
      const { camera, viewport } = editor.store.getState()
      setIsLost(!editor.scene.hasShapesIn(visibleBounds(camera, viewport)) && editor.port.view().size > 0)
    }
    const rest = createRestTimer(restMs, look)
    rest.moved()
    // Not through React: nothing is rendered in the frames of a pan.
    const unsubscribe = editor.store.subscribe((state, before) => {
      if (state.camera !== before.camera || state.viewport !== before.viewport) rest.moved()
    })
    return () => {
      rest.cancel()
      unsubscribe()
    }
  }, [editor])
  if (!isLost) return null
  return (
    <Button className={styles.back} onClick={() => zoomToFit(editor)}>
      {t('navigate.back')}
    </Button>
  )
}
