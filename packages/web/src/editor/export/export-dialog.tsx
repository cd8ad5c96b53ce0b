import { type RestClient, RestError } from '@flowstate/client'
import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { useTheme } from '../../app/theme-store.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import type { Editor } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import { copyPng, copySvg } from './copy-picture.ts'
import styles from './export-dialog.module.css'
import { type ExportFormat, type ExportOptions, exportScales } from './export-options.ts'
import { ExportPreview } from './export-preview.tsx'
import { fetchPdf } from './fetch-pdf.ts'
import { makeExport } from './make-export.ts'
import { saveFile } from './save-file.ts'

const formats: readonly ExportFormat[] = ['png', 'svg', 'pdf', 'json']

type Change = (changed: Partial<ExportOptions>) => void

/** A choice with its word beside it; for screen readers the choice says it itself. */
function Choice<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  choose(value: Value): void
}) {
  return (
    <div className={styles.choice}>
      <span aria-hidden>{props.label}</span>
      <Segments {...props} />
    </div>
  )
}

function LookChoices({ options, change }: { readonly options: ExportOptions; readonly change: Change }) {
  const { t } = useTranslation()
  return (
    <>
      <Choice
        label={t('export.look')}
        value={options.theme}
        options={[
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
        ]}
        choose={(theme) => change({ theme })}
      />
      <Toggle
        label={t('export.background')}
        hint={t('export.backgroundHint')}
        on={options.background}
        change={(background) => change({ background })}
      />
      {options.format !== 'pdf' && (
        <Toggle
          label={t('export.embed')}
          hint={t('export.embedHint')}
          on={options.embed}
          change={(embed) => change({ embed })}
        />
      )}
    </>
  )
}

function Choices({ options, change }: { readonly options: ExportOptions; readonly change: Change }) {
  const { t } = useTranslation()
  const { store } = useEditor()
  const { selection } = store.getState()
  const { format } = options
  return (
    <div className={styles.choices}>
      <Choice
        label={t('export.format')}
        value={format}
        options={formats.map((value) => ({ value, label: t(`export.${value}`) }))}
        choose={(value) => change({ format: value })}
      />
      {format === 'pdf' && <p className={styles.hint}>{t('export.pdfText')}</p>}
      {selection.size > 0 && format !== 'pdf' && (
        <Choice
          label={t('export.what')}
          value={options.ids === null ? 'all' : 'selection'}
          options={[
            { value: 'selection', label: t('export.selection') },
            { value: 'all', label: t('export.all') },
          ]}
          choose={(value) => change({ ids: value === 'all' ? null : selection })}
        />
      )}
      {format === 'png' && (
        <Choice
          label={t('export.size')}
          value={String(options.scale)}
          options={exportScales.map((scale) => ({
            value: String(scale),
            label: t('export.times', { scale }),
          }))}
          choose={(value) => change({ scale: Number(value) })}
        />
      )}
      {format !== 'json' && <LookChoices options={options} change={change} />}
    </div>
  )
}

function fileOf(editor: Editor, rest: RestClient, options: ExportOptions): Promise<File | null> {
  const { format } = options
  if (format !== 'pdf') return makeExport(editor, { ...options, format })
  const { canvasId } = editor.images
  return canvasId === null ? Promise.resolve(null) : fetchPdf(rest, canvasId, options)
}

/** Takes the canvas or the selection out, as a picture or as a file of its own, with a look at it first. */
export function ExportDialog() {
  const { t } = useTranslation()
  const editor = useEditor()
  const { rest } = useServices()
  const { selection } = editor.store.getState()
  const theme = useTheme((state) => state.theme)
  const [options, setOptions] = useState<ExportOptions>({
    format: 'png',
    ids: selection.size > 0 ? selection : null,
    theme,
    background: true,
    scale: 2,
    embed: false,
  })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isEmpty = editor.port.view().size === 0

  const work = async (verb: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await verb()
    } catch (error) {
      const isOffline = error instanceof RestError && error.status === 0
      setProblem(t(isOffline ? 'export.offline' : 'export.failed'))
    }
    setBusy(false)
  }
  const save = () =>
    work(async () => {
      const file = await fileOf(editor, rest, options)
      if (file === null) setProblem(t('export.failed'))
      else saveFile(file)
    })
  const copy = () =>
    work(async () => {
      const isCopied = await (options.format === 'svg' ? copySvg : copyPng)(editor, options)
      if (isCopied) editor.store.setState({ dialog: null })
    })

  return (
    <Modal title={t('export.title')} onClose={() => editor.store.setState({ dialog: null })}>
      {isEmpty ? (
        <p className={styles.empty}>{t('export.empty')}</p>
      ) : (
        <>
          <ExportPreview options={options.format === 'pdf' ? { ...options, ids: null } : options} />
          <Choices options={options} change={(changed) => setOptions({ ...options, ...changed })} />
          {problem !== null && (
            <p role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
          <div className={styles.buttons}>
            {(options.format === 'png' || options.format === 'svg') && (
              <Button busy={busy} onClick={() => void copy()}>
                <Copy size={16} aria-hidden />
                {t('export.copy')}
              </Button>
            )}
            <Button look="primary" busy={busy} onClick={() => void save()}>
              <Download size={16} aria-hidden />
              {t('export.save')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}
