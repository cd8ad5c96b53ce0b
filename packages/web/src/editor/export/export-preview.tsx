import { canvasFile } from '@flowstate/engine'
import { FileJson2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Editor } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import styles from './export-dialog.module.css'
import type { ExportOptions } from './export-options.ts'
import { gatherPictures } from './gather-pictures.ts'
import { paintPicture, pictureFrame } from './paint-picture.ts'

/** CSS pixels a preview may take; twice as many are painted. */
const previewSide = 400

async function paintPreview(editor: Editor, options: ExportOptions): Promise<HTMLCanvasElement | null> {
  const whole = pictureFrame(editor, { ids: options.ids, scale: 1 })
  if (whole === null) return null
  const scale = Math.min(2, (previewSide * 2) / Math.max(whole.width, whole.height))
  const frame = pictureFrame(editor, { ids: options.ids, scale })
  if (frame === null) return null
  const pictures = await gatherPictures(editor, options.ids)
  return paintPicture(editor, frame, { look: options, pictures })
}

function PicturePreview({ options }: { readonly options: ExportOptions }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const host = useRef<HTMLDivElement>(null)
  const [painted, setPainted] = useState(false)
  const { ids, theme, background, scale, format } = options
  const frame = pictureFrame(editor, { ids, scale: format === 'png' ? scale : 1 })

  useEffect(() => {
    let isGone = false
    const look: ExportOptions = { ids, theme, background, scale: 1, format: 'png', embed: false }
    void paintPreview(editor, look)
      .catch(() => null)
      .then((canvas) => {
        if (isGone || canvas === null) return
        canvas.setAttribute('role', 'img')
        canvas.setAttribute('aria-label', t('export.preview'))
        host.current?.replaceChildren(canvas)
        setPainted(true)
      })
    return () => {
      isGone = true
    }
  }, [editor, ids, theme, background, t])

  return (
    <figure className={styles.preview}>
      <div className={background ? styles.sheet : `${styles.sheet} ${styles.clear}`}>
        {!painted && <span className={styles.waiting}>{t('export.painting')}</span>}
        <div ref={host} className={styles.paper} />
      </div>
      <figcaption>
        {frame !== null &&
          format === 'png' &&
          t('export.pixels', { width: frame.width, height: frame.height })}
        {frame !== null && format === 'png' && frame.scale < scale && <strong> {t('export.smaller')}</strong>}
      </figcaption>
    </figure>
  )
}

function FilePreview({ options }: { readonly options: ExportOptions }) {
  const { t } = useTranslation()
  const { port } = useEditor()
  const { shapes } = canvasFile(port.view(), options.ids === null ? {} : { ids: options.ids })
  return (
    <div className={styles.file}>
      <FileJson2 size={36} strokeWidth={1.4} aria-hidden />
      <p>{t('export.jsonText', { count: shapes.length })}</p>
    </div>
  )
}

/** What the export will look like. */
export function ExportPreview({ options }: { readonly options: ExportOptions }) {
  return options.format === 'json' ? <FilePreview options={options} /> : <PicturePreview options={options} />
}
