import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Modal } from '../../ui/modal.tsx'
import { useEditor } from '../editor-context.ts'
import { type ImportOutcome, useImportReport } from './import-report.ts'
import styles from './import-report-dialog.module.css'

function Outcome({ outcome }: { readonly outcome: ImportOutcome }) {
  const { t } = useTranslation()
  const isAdded = outcome.kind === 'added'
  const Icon = isAdded ? CircleCheck : CircleAlert
  return (
    <li>
      <h3 className={styles.name}>
        <Icon size={18} aria-hidden className={isAdded ? styles.good : styles.bad} />
        {outcome.name}
      </h3>
      {isAdded ? (
        <p className={styles.text}>{t('import.shapes', { count: outcome.shapes })}</p>
      ) : (
        <p className={styles.text}>
          {t(`import.problem.${outcome.problem}`)} {t('import.nothing')}
        </p>
      )}
      {isAdded && outcome.losses.length === 0 && <p className={styles.text}>{t('import.allRead')}</p>}
      {outcome.losses.length > 0 && (
        <ul className={styles.losses}>
          {outcome.losses.map(({ reason, what, count }) => (
            <li key={`${reason} ${what}`}>{t(`import.loss.${reason}`, { what, count })}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** What an import could not read, file by file. */
export function ImportReportDialog() {
  const { t } = useTranslation()
  const { store } = useEditor()
  const outcomes = useImportReport((state) => state.outcomes)
  return (
    <Modal title={t('import.title')} onClose={() => store.setState({ dialog: null })}>
      <ul className={styles.files}>
        {outcomes.map((outcome, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown, and names may repeat
          <Outcome key={i} outcome={outcome} />
        ))}
      </ul>
    </Modal>
  )
}
