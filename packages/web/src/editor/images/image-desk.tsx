import { imageTypes } from '@flowstate/protocol'
import { ImagePlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toCanvas, toScreen } from '../camera.ts'
import { useCamera, useEditor, useEditorState } from '../editor-context.ts'
import { takeFiles } from '../import/take-files.ts'
import { isElsewhere } from '../keyboard-input.ts'
import { addImages } from './add-images.ts'
import styles from './image-desk.module.css'

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** Files dropped anywhere on the page: never opened by the browser in its place. */
function useDroppedImages(): boolean {
  const editor = useEditor()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      const { camera } = editor.store.getState()
      const at = toCanvas(camera, { x: event.clientX, y: event.clientY })
      void takeFiles(editor, [...(event.dataTransfer?.files ?? [])], at)
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [editor])
  return over
}

/** Pasted files. Text that comes along with them is pasted as text, elsewhere. */
function usePastedImages(): void {
  const editor = useEditor()
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || isElsewhere(event.target)) return
      if (event.clipboardData?.getData('text/plain') !== '') return
      event.preventDefault()
      void takeFiles(editor, files, null)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [editor])
}

/** Only there while something is on its way: it is drawn anew with every step of the camera. */
function PendingImages() {
  const { t } = useTranslation()
  const pending = useEditorState((state) => state.pendingImages)
  const camera = useCamera()
  return pending.map(({ id, name, box, url }) => {
    const { x, y } = toScreen(camera, { x: box.minX, y: box.minY })
    const [width, height] = [(box.maxX - box.minX) * camera.zoom, (box.maxY - box.minY) * camera.zoom]
    return (
      <div
        key={id}
        role="status"
        className={styles.pending}
        style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
      >
        <img src={url} alt={t('image.uploading', { name })} />
        <span className={styles.spinner} aria-hidden />
      </div>
    )
  })
}

/** Where files become pictures on the canvas: chosen with the image tool, dropped or pasted. */
export function ImageDesk() {
  const { t } = useTranslation()
  const editor = useEditor()
  const input = useRef<HTMLInputElement>(null)
  const choosing = useEditorState((state) => state.tool === 'image')
  const uploading = useEditorState((state) => state.pendingImages.length > 0)
  const over = useDroppedImages()
  usePastedImages()

  useEffect(() => {
    if (!choosing) return
    input.current?.click()
    editor.store.setState({ tool: 'select' })
  }, [choosing, editor])

  return (
    <div className={styles.desk}>
      <input
        ref={input}
        className={styles.input}
        type="file"
        accept={imageTypes.join(',')}
        multiple
        tabIndex={-1}
        aria-label={t('image.choose')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file can be chosen again.
          event.target.value = ''
          void addImages(editor, files, null)
        }}
      />
      {uploading && <PendingImages />}
      {over && (
        <div className={styles.target}>
          <span>
            <ImagePlus size={20} aria-hidden />
            {t('image.drop')}
          </span>
        </div>
      )}
    </div>
  )
}
