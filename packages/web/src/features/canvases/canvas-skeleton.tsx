import { useTranslation } from 'react-i18next'
import styles from './canvas-states.module.css'

/** What is seen while a canvas is on its way: where things will be, and that something happens. */
export function CanvasSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loadingCanvas')}>
      <div className={`${styles.bone} ${styles.boneLeft}`} />
      <div className={`${styles.bone} ${styles.boneRight}`} />
      <div className={`${styles.bone} ${styles.boneTools}`} />
      <span className={styles.pulse} />
    </div>
  )
}
