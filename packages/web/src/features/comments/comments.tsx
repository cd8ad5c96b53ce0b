import { roleAtLeast } from '@flowstate/protocol'
import i18next from 'i18next'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { notify } from '../../editor/editor.ts'
import { useEditor, useEditorState } from '../../editor/editor-context.ts'
import { layerHost } from '../../ui/layer-host.ts'
import styles from './comment-pins.module.css'
import { attachCommentPins } from './comment-pins.ts'
import { anchorFor } from './comment-places.ts'
import { CommentsPanel } from './comments-panel.tsx'
import { OpenPlace } from './open-place.tsx'
import { ThreadPopover } from './thread-popover.tsx'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'

/** Comments over the canvas: their pins, the thread that is open, and the list of all. */
export function Comments(props: { onVersion(version: number): void }) {
  const editor = useEditor()
  const desk = useCommentDesk()
  const layer = useRef<HTMLDivElement>(null)
  const open = useDeskState((state) => state.open)
  const panel = useDeskState((state) => state.panel)
  const isBare = useEditorState((state) => state.scenery !== 'islands')

  useEffect(() => desk.attach(), [desk])

  useEffect(() => {
    const host = layer.current
    return host === null || isBare ? undefined : attachCommentPins(editor, desk, host)
  }, [editor, desk, isBare])

  useEffect(() => {
    const take = (): void => {
      const { commentSpot } = editor.store.getState()
      if (commentSpot === null) return
      const anchor = anchorFor(editor, commentSpot)
      editor.store.setState({ commentSpot: null })
      const { you, connection } = editor.port.status()
      if (connection.name === 'stopped' && editor.store.getState().readOnly)
        notify(editor, i18next.t('comment.offline'))
      else if (roleAtLeast(you?.role ?? 'viewer', 'commenter')) desk.begin(anchor)
      else notify(editor, i18next.t('comment.mayNot'))
    }
    take()
    return editor.store.subscribe(take)
  }, [editor, desk])

  return (
    <>
      <div ref={layer} className={styles.layer} />
      {!isBare && open !== null && <OpenPlace key={open.id} open={open} />}
      {!isBare &&
        createPortal(
          <>
            {panel && <CommentsPanel />}
            {open !== null && <ThreadPopover key={open.id} open={open} onVersion={props.onVersion} />}
          </>,
          layerHost() ?? document.body,
        )}
    </>
  )
}
